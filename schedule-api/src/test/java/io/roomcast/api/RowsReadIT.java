package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.RequestBodySpec;

/**
 * Whatever is asked among many schedules and much proof, as a branch and as head office: the database reads what is shown and
 * little more, by whatever plan. It is counted by the server itself, so none of the tables is walked through, nor sorted whole.
 */
class RowsReadIT extends ApiTest {
    private static final int SCHEDULES = 40_000;
    private static final int LOGS = 60_000;
    private static final int ORGANIZATIONS = 80;

    /** A good deal less than either table has. */
    private static final int MOST_READ = 15_000;

    /** For the organisations, the caller and what is shown. */
    private static final int ASIDE = 500;

    private static final int TRIES = 3;

    /** In a question, to be another one each time: what is kept for a while answers none of them. */
    private static final String OTHER_DAY = "{day}";

    private static final LocalDate TODAY =
            DATABASE.now().atZone(java.time.ZoneId.of("Asia/Seoul")).toLocalDate();
    private static final String DIGITS = IntStream.range(0, 10)
            .mapToObj(digit -> "SELECT " + digit + " AS d")
            .reduce((one, other) -> one + " UNION ALL " + other)
            .orElseThrow();

    private static TestDatabase database;
    private static RunningApi api;
    private static long room;
    private static long phone;
    private static long organization;
    private static long schedule;
    private static long run;

    @BeforeAll
    static void fill() {
        database = TestDatabase.create();
        var world = new World(database);
        world.member(world.headOffice, "hq", "manager", null);
        world.member(world.branch, "branch", "manager", null);
        List<Long> phones = IntStream.range(0, 20)
                .mapToObj(i -> world.bot("phone-" + i, "log", "http://127.0.0.1:9"))
                .toList();
        var organizations = new ArrayList<>(List.of(world.branch));
        IntStream.range(1, ORGANIZATIONS)
                .forEach(i -> organizations.add(world.organization(world.otherDistributor, "agency", "many-" + i)));
        for (int i = 0; i < ORGANIZATIONS; i++) {
            world.room(organizations.get(i), phones.get(i % phones.size()));
        }
        room = database.count("SELECT MIN(id) FROM kb_room WHERE organization_id = ?", world.branch);
        organization = world.branch;
        phone = database.count("SELECT bot_id FROM kb_room WHERE id = ?", room);
        schedules(world);
        proof();
        for (String table :
                List.of("kb_schedule", "kb_schedule_logs", "kb_stat_day", "kb_stat_hour", "kb_stat_subtree")) {
            database.query("ANALYZE TABLE " + table);
        }
        schedule = database.count("SELECT MIN(id) FROM kb_schedule WHERE room_id = ?", room);
        run = database.execute("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state, content,
                  content_hash) VALUES (?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 5, 'QUEUED',
                  '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}', REPEAT('0', 64))""", schedule, world.branch, room);
        var settings = new ArrayList<>(ownArguments());
        settings.add("--roomcast.alerts.look-every=1h");
        api = new RunningApi(database, settings);
    }

    private static void schedules(World world) {
        world.schedule(room, "daily", database.now().plusSeconds(3_600), "first");
        for (int have = 1; have < SCHEDULES; have *= 2) {
            database.execute("""
                    INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                      target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times,
                      schedule_weekdays, valid_from, valid_until, next_send_at)
                    SELECT title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id, target_bot_name,
                      target_room_id, message_text, schedule_type, schedule_time, schedule_times, schedule_weekdays, valid_from,
                      valid_until, next_send_at FROM kb_schedule ORDER BY id LIMIT %d""".formatted(Math.min(have, SCHEDULES - have)));
        }
        database.execute("""
                UPDATE kb_schedule s JOIN (SELECT id, organization_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS n FROM kb_room) r
                  ON r.n = MOD(s.id, %d)
                SET s.organization_id = r.organization_id, s.room_id = r.id,
                    s.next_send_at = UTC_TIMESTAMP() + INTERVAL 3600 + MOD(s.id * 7919, 600000) SECOND""".formatted(ORGANIZATIONS));
    }

    private static void proof() {
        database.execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, schedule_id, organization_id, room_id, target_room_id, status, scheduled_at,
                  started_at, completed_at, duration_ms)
                SELECT 1000000 + v.n, v.n, r.organization_id, r.id, '1', IF(MOD(v.n, 50) = 7, 'failed', 'success'), v.at, v.at, v.at, 10
                FROM (SELECT n, UTC_TIMESTAMP() - INTERVAL (%2$d - n) * 50 SECOND AS at FROM
                       (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS n
                        FROM (%1$s) a, (%1$s) b, (%1$s) c, (%1$s) d, (%1$s) e) numbers WHERE n < %2$d) v
                     JOIN (SELECT id, organization_id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS k FROM kb_room) r
                       ON r.k = MOD(v.n, %3$d) ORDER BY v.n""".formatted(DIGITS, LOGS, ORGANIZATIONS));
        String sums =
                " COUNT(*), 0, COUNT(*), COUNT(*), 0, SUM(l.duration_ms) FROM kb_schedule_logs l JOIN kb_room r ON r.id = l.room_id ";
        database.execute(
                "INSERT INTO kb_stat_day SELECT DATE(l.scheduled_at + INTERVAL 9 HOUR) AS day, l.organization_id, l.room_id, r.bot_id, l.status, '',"
                        + sums + "GROUP BY day, l.organization_id, l.room_id, r.bot_id, l.status");
        String hour = "DATE_FORMAT(l.scheduled_at, '%Y-%m-%d %H:00:00') AS hour";
        database.execute(
                "INSERT INTO kb_stat_hour SELECT l.organization_id, " + hour + ", l.room_id, r.bot_id, l.status, '',"
                        + sums + "GROUP BY l.organization_id, hour, l.room_id, r.bot_id, l.status");
        database.execute(
                "INSERT INTO kb_stat_subtree SELECT 1, " + hour + ", l.status, ''," + sums + "GROUP BY hour, l.status");
    }

    @AfterAll
    static void stop() {
        api.close();
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> whatIsAskedReadsWhatIsShown() {
        return Stream.of("branch", "hq")
                .flatMap(login -> questions()
                        .map(uri ->
                                DynamicTest.dynamicTest(login + " " + uri, () -> assertReads(login, uri, MOST_READ))));
    }

    /** Where few rows pass or none does: a wide list is walked down for as long as its patience lasts, and no row is read twice. */
    @TestFactory
    Stream<DynamicTest> whatIsRareReadsNoRowTwice() {
        return Stream.of("branch", "hq")
                .flatMap(login -> Stream.of(
                                "/api/schedules?status=error",
                                "/api/schedules?status=error&organizationId=" + organization,
                                "/api/schedules?text=nowhere",
                                "/api/schedules?status=error&text=first",
                                "/api/logs/send?status=unknown",
                                "/api/logs/send?status=unknown&from=" + TODAY.minusDays(20))
                        .map(uri -> DynamicTest.dynamicTest(
                                login + " " + uri,
                                () -> assertReads(login, uri, uri.contains("logs") ? LOGS : SCHEDULES))));
    }

    private static Stream<String> questions() {
        return Stream.of(
                "/api/schedules",
                "/api/schedules?roomId=" + room,
                "/api/schedules?organizationId=" + organization,
                "/api/schedules?botName=phone-0",
                "/api/schedules?status=active",
                "/api/schedules?scheduleType=daily",
                "/api/schedules?text=first",
                "/api/schedules/upcoming",
                "/api/schedules/" + schedule,
                "/api/schedules/" + schedule + "/why",
                "/api/schedules/" + schedule + "/logs",
                "/api/schedules/" + schedule + "/runs",
                "/api/schedules/deleted",
                "/api/occurrences/" + run + "/why",
                "/api/calendar",
                "/api/logs/send",
                "/api/logs/send?roomId=" + room,
                "/api/logs/send?status=failed",
                "/api/logs/send?from=" + TODAY.minusDays(20),
                "/api/logs/send?from=" + TODAY.minusDays(20) + "&roomId=" + room,
                "/api/statistics?groupBy=day",
                "/api/statistics?groupBy=hour",
                "/api/statistics?groupBy=reason",
                "/api/statistics?groupBy=room&from=" + OTHER_DAY,
                "/api/statistics?groupBy=organization&from=" + OTHER_DAY,
                "/api/statistics?groupBy=bot&from=" + OTHER_DAY,
                "/api/statistics?groupBy=day&roomId=" + room,
                "/api/statistics?groupBy=room&botId=" + phone,
                "/api/audit",
                "/api/alerts?state=open",
                "SIMULATION of a room",
                "SIMULATION of a phone",
                "SIMULATION of a draft");
    }

    /** What others do on the same server meanwhile counts, too: the least of some tries. */
    private void assertReads(String login, String uri, long most) {
        ask(login, uri.replace(OTHER_DAY, TODAY.minusDays(6).toString()));
        long least = IntStream.range(0, TRIES)
                .mapToLong(i -> {
                    long before = read();
                    ask(login, uri.replace(OTHER_DAY, TODAY.minusDays(7 + i).toString()));
                    return read() - before;
                })
                .min()
                .orElseThrow();

        assertThat(least).as("rows and index entries read").isBetween(1L, most + ASIDE);
    }

    private static void ask(String login, String uri) {
        boolean isSimulation = uri.startsWith("SIMULATION");
        RequestBodySpec request = api.web
                .method(isSimulation ? HttpMethod.POST : HttpMethod.GET)
                .uri(isSimulation ? "/api/simulations" : uri)
                .header("Authorization", "Bearer " + token(login));
        if (isSimulation) {
            request.header("Content-Type", "application/json").bodyValue(simulation(uri));
        }
        request.exchange().expectStatus().isOk();
    }

    private static ObjectNode simulation(String question) {
        ObjectNode body = Bodies.simulation(room);
        if (!question.endsWith("room")) {
            body.remove("roomId");
        }
        if (question.endsWith("phone")) {
            body.put("botId", phone);
        }
        if (question.endsWith("draft")) {
            body.set("schedule", Bodies.schedule(room));
        }
        return body;
    }

    private static long read() {
        return database.query("SHOW GLOBAL STATUS LIKE 'Handler_read_%'").stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get("Value"))))
                .sum();
    }
}
