package io.roomcast.standalone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lateness",
        mixinStandardHelpOptions = true,
        description = {
            "Measures from the due moment to the call that leaves the dispatcher: schedules due at distinct moments over a",
            "minute, stored among many others, on a system of its own in <home>/lateness. After a warm-up. Exit code 0 when the",
            "99th percentile keeps the limit."
        })
final class LatenessCommand implements Callable<Integer> {
    private static final int PHONES = 50;
    private static final int WARM_UP = 300;
    private static final Duration WARM_UP_SPAN = Duration.ofSeconds(20);
    private static final Duration MEASURED_SPAN = Duration.ofSeconds(60);
    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration LIMIT_FOR_THE_REST = Duration.ofSeconds(60);

    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(
            names = "--schedules",
            defaultValue = "1000",
            description = "Measured schedules (default: ${DEFAULT-VALUE})")
    private int schedules;

    @Option(names = "--stored", defaultValue = "100000", description = "Others stored (default: ${DEFAULT-VALUE})")
    private int stored;

    @Option(
            names = "--limit-ms",
            defaultValue = "50",
            description = "Limit of the 99th percentile (default: ${DEFAULT-VALUE})")
    private int limitMillis;

    @Override
    public Integer call() throws Exception {
        Home home = options.home().inner("lateness");
        try (Stack stack = Stack.start(home, new Stack.Replicas(1, 1, PHONES), System.out);
                Connection connection = connect(home)) {
            System.out.printf("Storing %d schedules that are due some other day …%n", stored);
            List<Long> rooms = rooms(connection, home, schedules + WARM_UP);
            storeOthers(connection, rooms.get(0));
            System.out.printf("Warming up with %d …%n", WARM_UP);
            run(stack, connection, rooms.subList(schedules, rooms.size()), WARM_UP, WARM_UP_SPAN);
            System.out.printf("Measuring %d over %d s …%n", schedules, MEASURED_SPAN.toSeconds());
            return report(run(stack, connection, rooms, schedules, MEASURED_SPAN));
        }
    }

    private int report(List<Long> micros) {
        System.out.printf(
                "%nlateness of %d calls, due → the call leaves the dispatcher, among %d stored schedules:%n"
                        + "  p50 %.1f ms   p95 %.1f ms   p99 %.1f ms   max %.1f ms%n",
                micros.size(), stored, at(micros, 0.50), at(micros, 0.95), at(micros, 0.99), at(micros, 1.0));
        return micros.size() == schedules && at(micros, 0.99) <= limitMillis ? 0 : 1;
    }

    private static double at(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1_000.0;
    }

    /** Makes the schedules due, waits for all, and gives the lateness of each in µs, ascending. */
    private static List<Long> run(Stack stack, Connection connection, List<Long> rooms, int count, Duration span)
            throws SQLException, InterruptedException {
        Instant start = now(connection).plus(LEAD);
        long before = newestSchedule(connection);
        insertDue(connection, rooms, count, start, span);
        long deadline =
                System.nanoTime() + LEAD.plus(span).plus(LIMIT_FOR_THE_REST).toNanos();
        List<Long> found = List.of();
        while (found.size() < count && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
            stack.keepAlive();
            found = lateness(connection, before);
        }
        return found;
    }

    private static List<Long> lateness(Connection connection, long after) throws SQLException {
        var found = new ArrayList<Long>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT TIMESTAMPDIFF(MICROSECOND, o.scheduled_at, p.called_at) AS micros
                FROM kb_occurrence o JOIN kb_part p ON p.occurrence_id = o.id
                WHERE o.schedule_id > ? AND p.called_at IS NOT NULL ORDER BY micros""")) {
            statement.setLong(1, after);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    /** One room each, and phones in turn: what is measured is neither a quota nor the wait for a phone. */
    private static List<Long> rooms(Connection connection, Home home, int count) throws SQLException {
        // What an earlier measurement left: its proof stays, its schedules must not fire into this one.
        execute(
                connection,
                "UPDATE kb_schedule SET status = 'completed', next_send_at = NULL WHERE next_send_at < '2080-01-01'");
        execute(connection, "DELETE FROM kb_schedule WHERE next_send_at >= '2080-01-01'");
        for (int phone = 0; phone < PHONES; phone++) {
            execute(
                    connection,
                    "INSERT IGNORE INTO kb_bot (organization_id, name, gateway, endpoint) SELECT id, 'bench-" + phone
                            + "', 'iris', 'http://127.0.0.1:" + (home.simulatorPort() + phone)
                            + "' FROM kb_organization WHERE level = 'headquarters'");
        }
        for (int room = 0; room < count; room++) {
            execute(
                    connection,
                    "INSERT IGNORE INTO kb_room (organization_id, bot_id, channel_id, name, kind) SELECT organization_id, id, '"
                            + (7_000_000 + room) + "', 'bench', 'operation' FROM kb_bot WHERE name = 'bench-"
                            + room % PHONES + "'");
        }
        return ids(connection, "SELECT id FROM kb_room WHERE name = 'bench' ORDER BY id");
    }

    private void storeOthers(Connection connection, long room) throws SQLException {
        insertDue(connection, List.of(room), 1, Instant.parse("2090-01-01T00:00:00Z"), Duration.ofSeconds(1));
        long count = 1;
        while (count < stored) {
            long more = Math.min(count, stored - count);
            execute(
                    connection,
                    "INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,"
                            + " target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times,"
                            + " valid_from, valid_until, next_send_at) SELECT title, created_by_type, created_by_id,"
                            + " created_by_mb_id, organization_id, room_id, target_bot_name, target_room_id, message_text,"
                            + " schedule_type, schedule_time, schedule_times, valid_from, valid_until,"
                            + " next_send_at + INTERVAL id SECOND FROM kb_schedule WHERE next_send_at > '2080-01-01' LIMIT "
                            + more);
            count += more;
        }
    }

    private static void insertDue(Connection connection, List<Long> rooms, int count, Instant start, Duration span)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                  target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times, valid_from,
                  valid_until, next_send_at)
                SELECT 'bench', 'headquarters', 'headquarters', 'admin', r.organization_id, r.id, b.name, r.channel_id,
                  'bench', 'daily', '00:00:00', '["00:00:00"]', '2020-01-01', '2099-01-01', ?
                FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id WHERE r.id = ?""")) {
            for (int i = 0; i < count; i++) {
                Instant due = start.plusMillis(span.toMillis() * i / count);
                statement.setTimestamp(1, Timestamp.from(due));
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

    private static long newestSchedule(Connection connection) throws SQLException {
        return ids(connection, "SELECT COALESCE(MAX(id), 0) FROM kb_schedule").get(0);
    }

    private static Instant now(Connection connection) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery("SELECT UTC_TIMESTAMP(3)")) {
            rows.next();
            return rows.getTimestamp(1).toInstant();
        }
    }

    private static List<Long> ids(Connection connection, String sql) throws SQLException {
        var ids = new ArrayList<Long>();
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Home home) throws SQLException {
        return DriverManager.getConnection(home.jdbcUrl(), "roomcast", home.databasePassword());
    }
}
