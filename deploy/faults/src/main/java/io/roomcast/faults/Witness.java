package io.roomcast.faults;

import io.roomcast.faults.Evidence.Leftovers;
import io.roomcast.faults.Evidence.Part;
import io.roomcast.faults.Evidence.Run;
import io.roomcast.simulator.Journal;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at database, journals, logs and files, past the wires and the services. */
final class Witness {
    /**
     * The first of a room, when it is its turn and no rule lets it wait; what has been with a phone for longer than it takes to
     * find out what became of it; and due moments that nobody has claimed.
     */
    private static final String OVERDUE = """
            SELECT (SELECT COUNT(*) FROM kb_occurrence o JOIN kb_room r ON r.id = o.room_id
                    WHERE o.state = 'QUEUED' AND o.wake_at IS NOT NULL
                      AND COALESCE(o.not_before, o.scheduled_at) < UTC_TIMESTAMP(3) - INTERVAL 3 SECOND
                      AND COALESCE(r.held_until, o.scheduled_at) < UTC_TIMESTAMP(3) - INTERVAL 3 SECOND
                      AND NOT EXISTS (SELECT 1 FROM kb_occurrence e WHERE e.room_id = o.room_id AND e.id <> o.id
                            AND (e.state = 'SENDING' OR e.state = 'QUEUED' AND (e.scheduled_at, e.priority, e.id)
                                 < (o.scheduled_at, o.priority, o.id))))
                 + (SELECT COUNT(*) FROM kb_occurrence
                    WHERE state = 'SENDING' AND started_at < UTC_TIMESTAMP(3) - INTERVAL 30 SECOND)
                 + (SELECT COUNT(*) FROM kb_schedule WHERE status = 'active'
                      AND next_send_at < UTC_TIMESTAMP(3) - INTERVAL 3 SECOND)""";

    private static final String OPEN = """
            SELECT (SELECT COUNT(*) FROM kb_occurrence WHERE wake_at IS NOT NULL)
                 + (SELECT COUNT(*) FROM kb_schedule WHERE status = 'active' AND next_send_at < UTC_TIMESTAMP(3) + INTERVAL 1 MINUTE)
                 + (SELECT COUNT(*) FROM kb_outbox)""";

    private static final Pattern SHOULD_NOT_BE_READ = Pattern.compile(
            "onErrorDropped|Nobody handled this|LEAK:|OutOfMemoryError|NullPointerException|ClassCastException|IllegalStateException: Unreachable");

    private static final int LOOKS_AT_CONNECTIONS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    private final Site site;

    Witness(Site site) {
        this.site = site;
    }

    /** How many runs are late, for no reason that a rule gives. @return -1 when the database does not answer */
    long overdue() {
        return number(site.home, OVERDUE);
    }

    /** Runs that have not ended, moments of the next minute that are not claimed, events that are not handed over. */
    long open() {
        return number(site.home, OPEN);
    }

    /** -1 when the database does not answer, or has no such table yet. */
    static long number(Home home, String sql) {
        try (Connection connection = connect(home);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }

    Evidence evidence(Outside outside) {
        try (Connection connection = connect(site.home)) {
            List<List<Journal.Entry>> phones = IntStream.range(0, Site.PHONES)
                    .mapToObj(site::journal)
                    .map(journal -> Files.exists(journal) ? Journal.read(journal) : List.<Journal.Entry>of())
                    .toList();
            var leftovers = new Leftovers(
                    count(connection, "SELECT COUNT(*) FROM kb_outbox"),
                    outside.lag(),
                    connectionsInUse(),
                    unfinishedUploads(),
                    words());
            return new Evidence(phones, runs(connection), outside.commandResults(), leftovers);
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer in the end", e);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** A run that was never to be sent has no content: the title of its schedule, the same as its text, tells what it is. */
    private static List<Run> runs(Connection connection) throws SQLException {
        Map<Long, List<Part>> parts = parts(connection);
        var runs = new ArrayList<Run>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                SELECT o.id, o.room_id, o.scheduled_at, o.expires_at, o.priority, o.state, o.created_at, o.finished_at,
                       COALESCE((SELECT s.title FROM kb_schedule s WHERE s.id = o.schedule_id),
                         JSON_UNQUOTE(JSON_EXTRACT(o.content, '$.text'))) AS text,
                       (SELECT COUNT(*) FROM kb_schedule_logs l WHERE l.occurrence_id = o.id) AS logs
                FROM kb_occurrence o ORDER BY o.id""")) {
            while (rows.next()) {
                runs.add(new Run(
                        rows.getLong("id"),
                        rows.getLong("room_id"),
                        rows.getTimestamp("scheduled_at").toInstant(),
                        rows.getTimestamp("expires_at").toInstant(),
                        rows.getInt("priority"),
                        rows.getString("state"),
                        rows.getString("text"),
                        rows.getTimestamp("created_at").toInstant(),
                        moment(rows.getTimestamp("finished_at")),
                        parts.getOrDefault(rows.getLong("id"), List.of()),
                        rows.getInt("logs")));
            }
        }
        return runs;
    }

    private static @Nullable Instant moment(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static Map<Long, List<Part>> parts(Connection connection) throws SQLException {
        var parts = new HashMap<Long, List<Part>>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT occurrence_id, kind, state FROM kb_part ORDER BY occurrence_id, position")) {
            while (rows.next()) {
                parts.computeIfAbsent(rows.getLong("occurrence_id"), id -> new ArrayList<>())
                        .add(new Part(rows.getString("kind"), rows.getString("state")));
            }
        }
        return parts;
    }

    /** Of the pools of triggers and dispatchers, as they measure them. */
    private long connectionsInUse() {
        Home home = site.home;
        var ports = new ArrayList<Integer>();
        IntStream.rangeClosed(1, Site.TRIGGERS).mapToObj(home::triggerPort).forEach(ports::add);
        IntStream.rangeClosed(1, Site.DISPATCHERS)
                .mapToObj(home::dispatcherPort)
                .forEach(ports::add);
        return ports.stream().mapToLong(Witness::connectionsKept).sum();
    }

    /** Whatever a service does every second has one for a moment; one that nobody gives back is in use whenever one looks. */
    private static long connectionsKept(int port) {
        long least = connectionsInUse(port);
        for (int look = 1; look < LOOKS_AT_CONNECTIONS && least > 0; look++) {
            Rest.of(BETWEEN_LOOKS);
            least = Math.min(least, connectionsInUse(port));
        }
        return least;
    }

    private static long connectionsInUse(int port) {
        URI metrics = Services.local(port, "/actuator/prometheus");
        try {
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            return text.lines()
                    .filter(line -> line.startsWith("r2dbc_pool_acquired_connections"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(metrics + " does not tell of connections"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that the folders of APIs hold. */
    private List<String> unfinishedUploads() {
        return list(site.uploads()).flatMap(Witness::list).map(Path::toString).toList();
    }

    private static Stream<Path> list(Path folder) {
        try {
            return Files.isDirectory(folder) ? Files.list(folder) : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> words() {
        return list(site.home.folder().resolve("logs"))
                .flatMap(log -> lines(log)
                        .filter(line -> SHOULD_NOT_BE_READ.matcher(line).find())
                        .limit(3)
                        .map(line -> log.getFileName() + ": " + line))
                .toList();
    }

    static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the owner of the tables, past wires and services. */
    static Connection connect(Home home) throws SQLException {
        return DriverManager.getConnection(
                home.jdbcUrl() + "&connectTimeout=2000&socketTimeout=10000", "roomcast", home.databasePassword());
    }
}
