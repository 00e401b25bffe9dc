package io.roomcast.api.sendlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactories;
import io.roomcast.api.access.Caller;
import io.roomcast.api.access.TestCallers;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.period.Period;
import io.roomcast.api.sendlog.LogsOfPeriod.Place;
import io.roomcast.api.sendlog.LogsOfPeriod.Row;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The same rows as by the plain query, for whoever asks; among more than are looked at in one statement, many at one moment. */
class LogsOfPeriodIT {
    private static final int ROWS = 30_000;
    private static final int ORGANIZATIONS = 70;
    private static final Period PERIOD =
            new Period(LocalDate.parse("2033-01-02"), LocalDate.parse("2033-01-27"), ZoneId.of("Asia/Seoul"));

    private static TestDatabase database;
    private static World world;
    private static long room;
    private static long scattered;
    private static LogsOfPeriod logs;

    @BeforeAll
    static void fill() {
        database = TestDatabase.create();
        world = new World(database);
        room = world.room(world.branch, world.bot("history", "log", "http://127.0.0.1:9"));
        for (int i = 0; i < ORGANIZATIONS; i++) {
            world.organization(world.otherDistributor, "agency", "many-" + i);
        }
        scattered = world.organization(world.headOffice, "distributor", "scattered");
        for (int i = 0; i < ORGANIZATIONS; i++) {
            world.organization(scattered, "agency", "few-" + i);
        }
        // Moments in no order of the ids, some fifteen rows at each; one in a thousand failed, one is of the scattered.
        database.execute(
                """
                INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, status, scheduled_at)
                SELECT n.i, IF(MOD(n.i, 1000) = 11, ?, o.id), IF(o.id = ?, ?, 0), '1', IF(MOD(n.i, 1000) = 7, 'failed', 'success'),
                       '2033-01-01' + INTERVAL MOD(n.i * 7919, 4000) * 10 MINUTE
                FROM (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 1 AS i
                      FROM (%1$s) a, (%1$s) b, (%1$s) c, (%1$s) d, (%1$s) e) n
                     JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS k FROM kb_organization) o
                       ON o.k = MOD(n.i, %2$d)
                WHERE n.i <= %3$d""".formatted(
                                "SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"
                                        + " UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9",
                                ORGANIZATIONS,
                                ROWS),
                scattered,
                world.branch,
                room);
        database.query("ANALYZE TABLE kb_schedule_logs");
        var client = DatabaseClient.create(ConnectionFactories.get(
                "r2dbc:mysql://%s:%s@%s/%s?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                        .formatted(database.user(), database.password(), database.address(), database.name())));
        logs = new LogsOfPeriod(client, new NewestIds(client));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void aFewOrganisationsAreMerged() {
        assertSame(caller(world.agency), null, null, Duration.ofSeconds(5), 40);
        assertSame(caller(world.branch), null, "success", Duration.ofSeconds(5), 40);
    }

    @Test
    void manyAreWalkedWithPatienceAndWithout() {
        assertSame(caller(world.headOffice), null, null, Duration.ofSeconds(5), 10_000);
        for (Duration patience : List.of(Duration.ofSeconds(5), Duration.ZERO)) {
            assertSame(caller(world.headOffice), null, "failed", patience, 15);
            assertSame(caller(world.otherDistributor), null, "failed", patience, 10);
            assertSame(caller(scattered), null, "success", patience, 20);
            assertSame(caller(scattered), null, null, patience, 20);
        }
    }

    @Test
    void aPageEndsWhenPatienceDoes() {
        var found = logs.find(
                        caller(scattered),
                        asked(null, "success"),
                        PERIOD,
                        MomentPageRequest.of(100, null),
                        Duration.ZERO)
                .block();

        assertThat(found.rows()).hasSizeBetween(1, 14);
        assertThat(found.reached()).isNotNull();
    }

    @Test
    void aRoomHasItsOwnIndex() {
        assertSame(caller(world.branch), room, null, Duration.ofSeconds(5), 40);
        assertThat(pages(caller(world.otherDistributor), asked(room, null), Duration.ofSeconds(5)))
                .isEmpty();
    }

    @Test
    void nothingIsSorted() {
        assertPlan(LogsOfPeriod.OF_ONE.formatted(0, ""), "ix_logs_due");
        assertPlan(LogsOfPeriod.OF_ROOM.formatted("AND l.room_id = :room "), "ix_logs_room");
        assertWalk(LogsOfPeriod.ALL_BY_MOMENT, "");
        assertWalk(LogsOfPeriod.STATUS_BY_MOMENT, "AND l.status = 'failed' ");
    }

    private static void assertWalk(String order, String condition) {
        assertPlan(LogsOfPeriod.WINDOW_OF_ALL.formatted(order, condition), order);
        assertPlan(LogsOfPeriod.FLOOR.formatted(order, condition), order);
    }

    private static void assertPlan(String sql, String index) {
        List<Map<String, Object>> plan = database.query("EXPLAIN FORMAT=TRADITIONAL "
                + sql.replace(":organization0", Long.toString(world.branch))
                        .replace(":room", Long.toString(room))
                        .replace(":scope", "'/%'")
                        .replace(":from", "'2033-01-05'")
                        .replace(":before", "'2033-01-20'")
                        .replace(":floor", "20000")
                        .replace(":id", "40000")
                        .replace(":rows", "51"));
        assertThat(plan.get(0).get("key")).as("%s", plan).isEqualTo(index);
        assertThat(plan).noneMatch(row -> String.valueOf(row.get("Extra")).matches(".*(filesort|temporary).*"));
    }

    private static void assertSame(
            Caller caller, @Nullable Long ofRoom, @Nullable String status, Duration patience, int least) {
        List<Long> expected = plain(caller, ofRoom, status);
        assertThat(expected).hasSizeGreaterThan(least);

        assertThat(pages(caller, asked(ofRoom, status), patience)).isEqualTo(expected);
    }

    private static List<Long> pages(Caller caller, SendLogParameters asked, Duration patience) {
        var all = new ArrayList<Long>();
        var page = MomentPageRequest.of(100, null);
        while (true) {
            var found = logs.find(caller, asked, PERIOD, page, patience).block();
            found.rows().stream().limit(page.limit()).map(Row::id).forEach(all::add);
            Place next = found.next(page);
            if (next == null) {
                return all;
            }
            page = MomentPageRequest.of(100, MomentPageRequest.cursor(next.moment(), next.id()));
        }
    }

    private static List<Long> plain(Caller caller, @Nullable Long ofRoom, @Nullable String status) {
        return database
                .query(
                        "SELECT l.id FROM kb_schedule_logs l JOIN kb_organization g ON g.id = l.organization_id"
                                + " WHERE g.path LIKE ? AND l.scheduled_at >= ? AND l.scheduled_at < ?"
                                + (ofRoom == null ? "" : " AND l.room_id = " + ofRoom)
                                + (status == null ? "" : " AND l.status = '" + status + "'")
                                + " ORDER BY l.scheduled_at DESC, l.id DESC",
                        caller.scope(),
                        PERIOD.start(),
                        PERIOD.end())
                .stream()
                .map(row -> ((Number) row.get("id")).longValue())
                .toList();
    }

    private static SendLogParameters asked(@Nullable Long ofRoom, @Nullable String status) {
        return new SendLogParameters(ofRoom, status, PERIOD.from(), PERIOD.until(), "Asia/Seoul");
    }

    private static Caller caller(long organization) {
        return TestCallers.managerAt(database, organization);
    }
}
