package io.roomcast.model.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.testkit.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A change that was done and is not on record, as whoever is killed between the two leaves it. */
class RepeatedChangesIT {
    /** With something in it that changes read. */
    private static final TestDatabase DONE = TestDatabase.create();

    @BeforeAll
    static void fill() {
        DONE.execute(
                "INSERT INTO kb_organization (level, code, name, path) VALUES ('headquarters', 'HQ', '본사', '/1/')");
        DONE.execute(
                "INSERT INTO kb_alert_channel (organization_id, kind, name) SELECT id, 'log', 'log' FROM kb_organization");
    }

    @AfterAll
    static void dropDone() {
        DONE.close();
    }

    /** Whichever of a file's changes it was that was not recorded: here none was. */
    @ParameterizedTest
    @MethodSource
    void noChangeIsDoneTwice(String file) throws LiquibaseException {
        List<Map<String, Object>> before = contents();
        assertThat(DONE.execute("DELETE FROM DATABASECHANGELOG WHERE FILENAME LIKE ?", "%/" + file))
                .isZero();

        MigrationsIT.migrations(DONE, MigrationsIT.CHANGE_LOG).afterPropertiesSet();

        assertThat(contents()).isEqualTo(before);
    }

    /** But one whose index a later one takes away again: that one would have to be made anew. */
    static Stream<String> noChangeIsDoneTwice() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:io/roomcast/db/migrations/*.sql"))
                .map(Resource::getFilename)
                .filter(file -> !file.startsWith("V026"));
    }

    private static List<Map<String, Object>> contents() {
        String tables = DONE.query("SHOW TABLES LIKE 'kb\\_%'").stream()
                .map(row -> row.values().iterator().next().toString())
                .collect(Collectors.joining(", "));
        return DONE.query("CHECKSUM TABLE " + tables);
    }
}
