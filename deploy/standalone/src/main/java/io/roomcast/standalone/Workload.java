package io.roomcast.standalone;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;

/** Rooms and schedules of a measurement, laid straight into the database of a home whose stack runs. */
@RequiredArgsConstructor
public final class Workload {
    private static final Instant SOME_OTHER_DAY = Instant.parse("2090-01-01T00:00:00Z");

    private final Home home;
    private final Connection connection;

    /**
     * So many rooms, phones in turn, of a head office that has no other limits than the usual ones.
     *
     * @return their ids; the schedules of earlier measurements are over
     */
    public List<Long> rooms(int phones, int count) throws SQLException {
        // Its proof stays, its schedules must not fire into this one.
        execute("UPDATE kb_schedule SET status = 'completed', next_send_at = NULL WHERE next_send_at < '2080-01-01'");
        execute("DELETE FROM kb_schedule WHERE next_send_at >= '2080-01-01'");
        for (int phone = 0; phone < phones; phone++) {
            execute("INSERT IGNORE INTO kb_bot (organization_id, name, gateway, endpoint) SELECT id, 'bench-" + phone
                    + "', 'iris', 'http://127.0.0.1:" + (home.simulatorPort() + phone)
                    + "' FROM kb_organization WHERE level = 'headquarters'");
        }
        for (int room = 0; room < count; room++) {
            execute(
                    "INSERT IGNORE INTO kb_room (organization_id, bot_id, channel_id, name, kind) SELECT organization_id, id, '"
                            + (7_000_000 + room) + "', 'bench', 'operation' FROM kb_bot WHERE name = 'bench-"
                            + room % phones
                            + "'");
        }
        return ids("SELECT id FROM kb_room WHERE name = 'bench' ORDER BY id LIMIT " + count);
    }

    /** Schedules that are due some other day. */
    public void others(long room, int count) throws SQLException {
        insert(List.of(room), 1, SOME_OTHER_DAY, Duration.ofSeconds(1));
        long have = 1;
        while (have < count) {
            long more = Math.min(have, count - have);
            execute(
                    "INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,"
                            + " target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times,"
                            + " valid_from, valid_until, next_send_at) SELECT title, created_by_type, created_by_id,"
                            + " created_by_mb_id, organization_id, room_id, target_bot_name, target_room_id, message_text,"
                            + " schedule_type, schedule_time, schedule_times, valid_from, valid_until,"
                            + " next_send_at + INTERVAL id SECOND FROM kb_schedule WHERE next_send_at > '2080-01-01' LIMIT "
                            + more);
            have += more;
        }
    }

    /**
     * Schedules, rooms in turn, due at distinct moments over a span, or all at once.
     *
     * @return what {@link #lateness} takes
     */
    public long due(List<Long> rooms, int count, Instant start, Duration span) throws SQLException {
        long before = ids("SELECT COALESCE(MAX(id), 0) FROM kb_schedule").get(0);
        insert(rooms, count, start, span);
        return before;
    }

    /**
     * Of each call that has left the dispatcher, in µs, ascending, at most: both moments are kept in whole milliseconds, so the
     * part of one that may be missing is added.
     *
     * @param rooms in these rooms
     */
    public List<Long> lateness(long after, List<Long> rooms) throws SQLException {
        return ids("SELECT TIMESTAMPDIFF(MICROSECOND, o.scheduled_at, p.called_at) + 999 AS micros"
                + " FROM kb_occurrence o JOIN kb_part p ON p.occurrence_id = o.id WHERE o.schedule_id > " + after
                + " AND p.called_at IS NOT NULL AND o.room_id BETWEEN " + rooms.get(0) + " AND "
                + rooms.get(rooms.size() - 1)
                + " ORDER BY micros");
    }

    /** What rooms have had so far was sent two days before: it counts for no limit, and is read for none. */
    public void letTwoDaysPass() throws SQLException {
        execute("UPDATE kb_part SET started_at = started_at - INTERVAL 2 DAY"
                + " WHERE started_at > UTC_TIMESTAMP(3) - INTERVAL 2 DAY");
    }

    /** Of each run whose history row is written, from its due moment to its end, in µs, ascending. */
    public List<Long> ended(long after) throws SQLException {
        return ids("SELECT TIMESTAMPDIFF(MICROSECOND, scheduled_at, completed_at) AS micros FROM kb_schedule_logs"
                + " WHERE status = 'success' AND schedule_id > " + after + " ORDER BY micros");
    }

    /** As {@link #lateness}, once so many are there, or the limit is over. */
    public List<Long> await(Stack stack, long after, List<Long> rooms, int count, Duration limit)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Long> found = List.of();
        while (found.size() < count && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
            stack.keepAlive();
            found = lateness(after, rooms);
        }
        return found;
    }

    /** Returns when nothing is on its way to the room any more. @throws IllegalStateException when the limit is over before */
    public void awaitIdle(Stack stack, long room, Duration limit) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ids("SELECT id FROM kb_occurrence WHERE wake_at IS NOT NULL AND room_id = " + room)
                .isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Room " + room + " is not idle after " + limit);
            }
            TimeUnit.SECONDS.sleep(1);
            stack.keepAlive();
        }
    }

    /** The database's. */
    public Instant now() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT UTC_TIMESTAMP(3)")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private void insert(List<Long> rooms, int count, Instant start, Duration span) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                  target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times, valid_from,
                  valid_until, next_send_at)
                SELECT 'bench', 'headquarters', 'headquarters', 'admin', r.organization_id, r.id, b.name, r.channel_id,
                  'bench', 'daily', '00:00:00', '["00:00:00"]', '2020-01-01', '2099-01-01', ?
                FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id WHERE r.id = ?""")) {
            for (int i = 0; i < count; i++) {
                statement.setTimestamp(1, Timestamp.from(start.plusMillis(span.toMillis() * i / count)));
                statement.setLong(2, rooms.get(i % rooms.size()));
                statement.addBatch();
            }
            connection.setAutoCommit(false);
            statement.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private List<Long> ids(String sql) throws SQLException {
        var ids = new ArrayList<Long>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
