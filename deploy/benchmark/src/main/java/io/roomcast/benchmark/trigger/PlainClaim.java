package io.roomcast.benchmark.trigger;

import com.zaxxer.hikari.HikariDataSource;
import io.roomcast.benchmark.peer.Peer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The least that must be done: one thread claims a thousand due rows of Roomcast's own table, adds a run of each, advances
 * them, commits. Nothing is published, nothing reckoned: every schedule moves on by a day.
 */
final class PlainClaim implements Peer {
    private static final int BATCH = 1_000;

    private @Nullable Thread claiming;
    private volatile boolean stopped;

    private record Due(long id, long organization, long room, Timestamp at) {}

    @Override
    public void createTables(DataSource database) {
        // They are Roomcast's.
    }

    @Override
    public Duration storing() {
        return Duration.ofMillis(1);
    }

    @Override
    public void store(HikariDataSource database, List<Instant> dues) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Schedules.makeDue(connection, dues.size(), dues.get(0));
        }
    }

    @Override
    public void start(HikariDataSource database, Job job) {
        claiming = new Thread(() -> claimAll(database, job));
        claiming.start();
    }

    private void claimAll(HikariDataSource database, Job job) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            while (!stopped) {
                List<Due> claimed = claim(connection);
                connection.commit();
                claimed.forEach(due -> job.run(Long.toString(due.id()), due.at().toInstant()));
                if (claimed.isEmpty()) {
                    Thread.sleep(10);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Due> claim(Connection connection) throws SQLException {
        var due = new ArrayList<Due>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id, organization_id, room_id, next_send_at FROM kb_schedule"
                                + " WHERE status = 'active' AND next_send_at <= UTC_TIMESTAMP(3)"
                                + " ORDER BY next_send_at, id LIMIT " + BATCH + " FOR UPDATE SKIP LOCKED");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                due.add(new Due(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getTimestamp(4)));
            }
        }
        if (!due.isEmpty()) {
            insertRuns(connection, due);
            String ids = due.stream().map(it -> Long.toString(it.id())).collect(Collectors.joining(","));
            try (var update = connection.createStatement()) {
                update.execute("UPDATE kb_schedule SET next_send_at = next_send_at + INTERVAL 1 DAY,"
                        + " last_sent_at = UTC_TIMESTAMP(3) WHERE id IN (" + ids + ")");
            }
        }
        return due;
    }

    private static void insertRuns(Connection connection, List<Due> due) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                  content, content_hash) VALUES (?, ?, ?, ?, ?, 5, 'QUEUED', '{"text":"x"}', '0')""")) {
            for (Due one : due) {
                insert.setLong(1, one.id());
                insert.setLong(2, one.organization());
                insert.setLong(3, one.room());
                insert.setTimestamp(4, one.at());
                insert.setTimestamp(5, one.at());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        if (claiming != null) {
            claiming.join();
        }
    }
}
