package io.roomcast.model.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.roomcast.testkit.TestDatabase;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationsIT {
    private static final String CHANGE_LOG = "classpath:io/roomcast/db/changelog.yaml";

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = TestDatabase.create();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void startsWithoutLiquibaseWhereEveryChangeIsOnRecord() {
        Migrations migrations = migrations("classpath:there/is/none.yaml");

        assertThatCode(migrations::afterPropertiesSet).doesNotThrowAnyException();
    }

    @Test
    void runsAChangeThatIsNotOnRecord() throws LiquibaseException {
        database.execute("DROP TABLE kb_phone_health");
        database.execute("DELETE FROM DATABASECHANGELOG WHERE ID = '023-phone-health'");

        migrations(CHANGE_LOG).afterPropertiesSet();

        assertThat(database.count("SELECT COUNT(*) FROM kb_phone_health")).isZero();
    }

    @Test
    void runsAllOnAnEmptyDatabase() throws LiquibaseException {
        try (var empty = TestDatabase.empty()) {
            migrations(empty, CHANGE_LOG).afterPropertiesSet();

            assertThat(empty.count("SELECT COUNT(*) FROM DATABASECHANGELOG"))
                    .isEqualTo(database.count("SELECT COUNT(*) FROM DATABASECHANGELOG"));
        }
    }

    private Migrations migrations(String changeLog) {
        return migrations(database, changeLog);
    }

    private static Migrations migrations(TestDatabase database, String changeLog) {
        var source = new DriverManagerDataSource(database.url(), database.user(), database.password());
        var migrations = new Migrations(
                new ShippedChanges(new PathMatchingResourcePatternResolver()), new RecordedChanges(source));
        migrations.setDataSource(source);
        migrations.setChangeLog(changeLog);
        migrations.setResourceLoader(new DefaultResourceLoader());
        return migrations;
    }
}
