package io.roomcast.model.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomcast.embedded.WireTap;
import io.roomcast.testkit.TestDatabase;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import liquibase.exception.LiquibaseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationsIT {
    static final String CHANGE_LOG = "classpath:io/roomcast/db/changelog.yaml";

    private static final int PROCESSES = 4;

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

    @Test
    void manyProcessesMayStartOnAnEmptyDatabaseAtOnce() {
        try (var empty = TestDatabase.empty()) {
            List<CompletableFuture<Void>> starts = Stream.generate(() -> start(migrations(empty, CHANGE_LOG)))
                    .limit(PROCESSES)
                    .toList();

            assertThat(starts).allSatisfy(start -> assertThat(start).succeedsWithin(Duration.ofMinutes(1)));
            assertThat(empty.count("SELECT COUNT(*) FROM DATABASECHANGELOG"))
                    .isEqualTo(database.count("SELECT COUNT(*) FROM DATABASECHANGELOG"));
        }
    }

    @Test
    void waitsForTheProcessThatMigratesAndNeedsNoLiquibaseThen() throws Exception {
        database.execute("DELETE FROM DATABASECHANGELOG WHERE ID = '023-phone-health'");
        CompletableFuture<Void> waiting;
        try (var other = database.connect()) {
            other.createStatement()
                    .execute("DO GET_LOCK(CONCAT('roomcast.migrations.', LEFT(SHA2(DATABASE(), 256), 32)), 0)");
            waiting = start(migrations("classpath:there/is/none.yaml"));
            await().until(() -> database.count("SELECT COUNT(*) FROM information_schema.PROCESSLIST"
                            + " WHERE DB = DATABASE() AND INFO LIKE 'SELECT GET_LOCK%'")
                    == 1);
            database.execute(
                    "INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)"
                            + " VALUES ('023-phone-health', 'roomcast', 'x', NOW(), 1, 'EXECUTED')");
            assertThat(waiting).isNotDone();
        }

        assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
    }

    /** After it had done a change and before it could record it. */
    @Test
    void goesOnWhereAMigrationWasKilled() throws LiquibaseException {
        try (var empty = TestDatabase.empty();
                var wire = WireTap.on(empty.address())) {
            for (String done : List.of(
                    "CREATE TABLE kb_organization",
                    "INSERT INTO kb_holiday_guard",
                    "ALTER TABLE kb_room",
                    "kb_stat_subtree")) {
                wire.before(wire::endAll, done, "DATABASECHANGELOG (ID");

                assertThatThrownBy(migrations(empty.behind(wire), CHANGE_LOG)::afterPropertiesSet)
                        .as(done)
                        .hasStackTraceContaining("Communications link failure");
            }

            migrations(empty, CHANGE_LOG).afterPropertiesSet();

            assertThat(structure(empty)).isEqualTo(structure(database));
        }
    }

    @Test
    void whatFailsForAnotherReasonFails() {
        database.execute("DELETE FROM DATABASECHANGELOG WHERE ID = '019-logs-by-day'");
        database.execute("RENAME TABLE kb_schedule_logs TO kb_elsewhere");

        assertThatThrownBy(migrations(CHANGE_LOG)::afterPropertiesSet).hasMessageContaining("kb_schedule_logs");
    }

    /** Only the first that is not on record can have been begun: what is in the way of a later one is something else. */
    @Test
    void nothingIsPassedOverAfterTheFirstChange() {
        database.execute("DROP TABLE kb_phone_health");
        database.execute("DELETE FROM DATABASECHANGELOG WHERE ID IN ('023-phone-health', '025-stat-day')");

        assertThatThrownBy(migrations(CHANGE_LOG)::afterPropertiesSet).hasMessageContaining("kb_stat_day");
    }

    static List<Map<String, Object>> structure(TestDatabase of) {
        return Stream.of(
                        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT FROM information_schema.COLUMNS"
                                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'kb\\_%' ORDER BY 1, 2",
                        "SELECT TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX, COLUMN_NAME FROM information_schema.STATISTICS"
                                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'kb\\_%' ORDER BY 1, 2, 3",
                        "SELECT TABLE_NAME, CONSTRAINT_NAME FROM information_schema.TABLE_CONSTRAINTS"
                                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'kb\\_%' ORDER BY 1, 2",
                        "SELECT (SELECT COUNT(*) FROM kb_holiday) AS holidays, (SELECT COUNT(*) FROM kb_holiday_guard) AS guards")
                .flatMap(sql -> of.query(sql).stream())
                .toList();
    }

    /** Of tables made before and just now. */
    @Test
    void theServicesAreGivenRowsAndNoMore() throws Exception {
        String clerk = "clerk-" + database.name().toLowerCase(Locale.ROOT);
        database.execute("CREATE USER '" + clerk + "'@'%' IDENTIFIED BY 'Clerks-0nly'");
        database.execute("DROP TABLE kb_phone_health");
        database.execute("DELETE FROM DATABASECHANGELOG WHERE ID = '023-phone-health'");

        migrations(database, CHANGE_LOG, List.of(clerk + "@%")).afterPropertiesSet();

        try (var connection = DriverManager.getConnection(database.url(), clerk, "Clerks-0nly");
                var statement = connection.createStatement()) {
            for (String allowed : List.of(
                    "DELETE FROM kb_phone_health",
                    "UPDATE kb_member SET name = name",
                    "SELECT * FROM kb_audit_log",
                    "INSERT INTO kb_audit_log (organization_path, login_id, origin, action, subject, changes)"
                            + " VALUES ('/', 'x', 'web', 'viewed', 'member', '[]')")) {
                assertThatCode(() -> statement.execute(allowed)).doesNotThrowAnyException();
            }
            for (String denied : List.of(
                    "DELETE FROM kb_audit_log",
                    "UPDATE kb_audit_log SET login_id = 'y'",
                    "DROP TABLE kb_phone_health",
                    "TRUNCATE TABLE kb_audit_log",
                    "DELETE FROM DATABASECHANGELOG")) {
                assertThatThrownBy(() -> statement.execute(denied)).hasMessageContaining("denied");
            }
        } finally {
            database.execute("DROP USER '" + clerk + "'@'%'");
        }
    }

    @Test
    void anAccountThatIsNoneIsNamed() {
        assertThatThrownBy(
                        () -> migrations(database, CHANGE_LOG, List.of("x'@'%")).afterPropertiesSet())
                .hasMessage("roomcast.migrations.grant-to: not user@host: x'@'%");
        assertThatThrownBy(() -> migrations(database, CHANGE_LOG, List.of("nobody-there@%"))
                        .afterPropertiesSet())
                .hasMessageContaining("roomcast.migrations.grant-to");
    }

    private static CompletableFuture<Void> start(Migrations migrations) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        migrations.afterPropertiesSet();
                    } catch (LiquibaseException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task).start());
    }

    private Migrations migrations(String changeLog) {
        return migrations(database, changeLog);
    }

    static Migrations migrations(TestDatabase database, String changeLog) {
        return migrations(database, changeLog, List.of());
    }

    private static Migrations migrations(TestDatabase database, String changeLog, List<String> grantTo) {
        var source =
                new DriverManagerDataSource(database.url() + "&sslMode=DISABLED", database.user(), database.password());
        var migrations = new Migrations(
                new ShippedChanges(new PathMatchingResourcePatternResolver()),
                new RecordedChanges(source),
                new MigrationLock(source),
                new ServiceRights(source, grantTo));
        migrations.setDataSource(source);
        migrations.setChangeLog(changeLog);
        migrations.setResourceLoader(new DefaultResourceLoader());
        return migrations;
    }
}
