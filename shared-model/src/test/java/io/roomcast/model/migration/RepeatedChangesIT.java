package io.roomcast.model.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.executor.ExecutorService;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.statement.core.RawSqlStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change that was done and is not on record, as whoever is killed between the two leaves it. */
class RepeatedChangesIT {
    /** A later change drops its index: this one makes it anew, as it must. */
    private static final String DROPPED_LATER = "026-logs-by-moment";

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final World WORLD = new World(DATABASE);

    /** What changes read that add something up. */
    @BeforeAll
    static void fill() {
        long room = WORLD.room(WORLD.branch, WORLD.bot("bot", "log", "http://127.0.0.1:9"));
        long schedule = WORLD.once(room, Instant.parse("2080-01-01T00:00:00Z"), "x");
        DATABASE.execute(
                "UPDATE kb_schedule SET message_images_1 = '[{\"id\":7}]', message_images_2 = '[{\"id\":8}]' WHERE id = ?",
                schedule);
        DATABASE.execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, scheduled_at, completed_at, status, confirmed)
                VALUES (1, ?, ?, '1', '2026-11-01 01:02:03', '2026-11-01 01:02:04', 'success', 1)""", WORLD.branch, room);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void noChangeIsDoneTwice() throws SQLException, LiquibaseException {
        repeatEach();
        List<Map<String, Object>> rows = rows();
        List<Map<String, Object>> structure = MigrationsIT.structure(DATABASE);

        int repeated = repeatEach();

        assertThat(repeated).isGreaterThan(60);
        assertThat(rows()).isEqualTo(rows);
        assertThat(MigrationsIT.structure(DATABASE)).isEqualTo(structure);
        assertThat(Stream.of("kb_stat_hour", "kb_stat_day", "kb_stat_subtree", "kb_schedule_image", "kb_alert_channel"))
                .allSatisfy(table -> assertThat(DATABASE.count("SELECT COUNT(*) FROM " + table))
                        .as(table)
                        .isPositive());
    }

    /** Each as if it were the first that is not on record. @return how many */
    private static int repeatEach() throws SQLException, LiquibaseException {
        try (var connection = DATABASE.connect();
                var liquibase = liquibase(new JdbcConnection(connection))) {
            DatabaseChangeLog changes = liquibase.getDatabaseChangeLog();
            int repeated = 0;
            for (ChangeSet change : changes.getChangeSets()) {
                if (!change.getId().equals(DROPPED_LATER)) {
                    Scope.getCurrentScope()
                            .getSingleton(ExecutorService.class)
                            .setExecutor(
                                    "jdbc", liquibase.getDatabase(), new ResumingExecutor(liquibase.getDatabase()));
                    assertThat(change.execute(changes, liquibase.getDatabase()))
                            .as(change.getId())
                            .isEqualTo(ExecType.EXECUTED);
                    repeated++;
                }
            }
            return repeated;
        }
    }

    /** Over rows that are not unique a key is not made, and that is no sign that it is there. */
    @Test
    void whatCannotBeMadeIsNotTakenForMade() throws SQLException, LiquibaseException {
        WORLD.organization(WORLD.agency, "branch", "twin-1");
        WORLD.organization(WORLD.agency, "branch", "twin-2");
        DATABASE.execute("UPDATE kb_organization SET name = 'twins' WHERE code IN ('twin-1', 'twin-2')");
        try (var connection = DATABASE.connect();
                var liquibase = liquibase(new JdbcConnection(connection))) {
            var executor = new ResumingExecutor(liquibase.getDatabase());

            assertThatThrownBy(() -> executor.execute(
                            new RawSqlStatement("ALTER TABLE kb_organization ADD UNIQUE KEY uk_twins (name)")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("twins");
        }
    }

    private static Liquibase liquibase(JdbcConnection connection) throws LiquibaseException {
        return new Liquibase("io/roomcast/db/changelog.yaml", new ClassLoaderResourceAccessor(), connection);
    }

    /** Of every table and column, as checksums. */
    private static List<Map<String, Object>> rows() {
        String tables = DATABASE.query("SHOW TABLES LIKE 'kb\\_%'").stream()
                .map(row -> row.values().iterator().next().toString())
                .collect(Collectors.joining(", "));
        return DATABASE.query("CHECKSUM TABLE " + tables);
    }
}
