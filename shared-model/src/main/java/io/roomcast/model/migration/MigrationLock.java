package io.roomcast.model.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * One process at a time migrates a database; the others wait, and say so.
 *
 * <p>Liquibase's own lock is not enough: it makes the table of the changes before it takes it, so that of two processes on
 * an empty database one fails. This one, as that of liquibase-sessionlock, belongs to a session of the server ({@code
 * GET_LOCK}) and ends with the process that holds it.
 */
@Slf4j
@RequiredArgsConstructor
class MigrationLock {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final String NAME = "CONCAT('roomcast.migrations.', LEFT(SHA2(DATABASE(), 256), 32))";

    private final DataSource database;

    /** What is done under the lock. */
    interface Work {
        void run() throws LiquibaseException;
    }

    void hold(Work work) throws LiquibaseException {
        try (var connection = database.getConnection()) {
            while (!isTaken(connection)) {
                log.info("Another process migrates the database; waiting until it has ended");
            }
            work.run();
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not give the lock of its migrations", e);
        }
    }

    private static boolean isTaken(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT GET_LOCK(" + NAME + ", " + LOOK.toSeconds() + ")")) {
            return rows.next() && rows.getInt(1) == 1;
        }
    }
}
