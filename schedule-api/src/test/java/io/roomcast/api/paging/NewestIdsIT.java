package io.roomcast.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactories;
import io.roomcast.api.access.Caller;
import io.roomcast.api.access.TestCallers;
import io.roomcast.model.sql.Conditions;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** The same ids as by the plain query, for whoever asks; among more rows than are looked at in one statement. */
class NewestIdsIT {
    private static final NewestIds.Table SCHEDULES =
            new NewestIds.Table("kb_schedule", "s", "ix_schedule_organization", "AND s.deleted_at IS NULL ");
    private static final int ROWS = 50_000;
    private static final int ORGANIZATIONS = 70;

    private static TestDatabase database;
    private static World world;
    private static NewestIds newest;

    @BeforeAll
    static void fill() {
        database = TestDatabase.create();
        world = new World(database);
        long bot = world.bot("lists", "log", "http://127.0.0.1:9");
        long room = world.room(world.branch, bot);
        for (int i = 0; i < ORGANIZATIONS; i++) {
            world.organization(world.otherDistributor, "agency", "many-" + i);
        }
        world.once(room, Instant.parse("2080-01-01T00:00:00Z"), "first");
        for (int have = 1; have < ROWS; have *= 2) {
            database.execute("""
                    INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                      target_bot_name, target_room_id, message_text, schedule_type, schedule_time, schedule_times, valid_from,
                      valid_until, next_send_at)
                    SELECT title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id, target_bot_name,
                      target_room_id, message_text, schedule_type, schedule_time, schedule_times, valid_from, valid_until,
                      next_send_at FROM kb_schedule ORDER BY id LIMIT %d""".formatted(Math.min(have, ROWS - have)));
        }
        // In turn; one in a thousand has a title of its own.
        database.execute("""
                UPDATE kb_schedule s JOIN (SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS n FROM kb_organization) o
                  ON o.n = MOD(s.id, %d) SET s.organization_id = o.id,
                  s.title = IF(MOD(s.id, 1000) = 7, 'rare', 'usual'),
                  s.deleted_at = IF(MOD(s.id, 500) = 9, UTC_TIMESTAMP(), NULL)""".formatted(ORGANIZATIONS));
        newest = new NewestIds(
                DatabaseClient.create(ConnectionFactories.get("r2dbc:mysql://%s:%s@%s/%s?connectionTimeZone=UTC"
                        .formatted(database.user(), database.password(), database.address(), database.name()))));
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void aFewOrganisationsAreMerged() {
        assertSame(caller(world.agency), new Conditions(), null, "TRUE");
        assertSame(
                caller(world.branch),
                new Conditions().and("s.title = :title", "title", "usual"),
                null,
                "title = 'usual'");
    }

    @Test
    void manyAreWalked() {
        assertThat(newest.isNarrow(caller(world.headOffice)).block()).isFalse();

        assertSame(caller(world.headOffice), new Conditions(), null, "TRUE");
        assertSame(
                caller(world.headOffice),
                new Conditions().and("s.title = :title", "title", "rare"),
                null,
                "title = 'rare'");
        assertSame(caller(world.otherDistributor), new Conditions(), null, "TRUE");
    }

    @Test
    void oneOrganisationOfManyIsAskedForAlone() {
        assertSame(caller(world.headOffice), new Conditions(), world.agency, "organization_id = " + world.agency);
        assertThat(pages(caller(world.branch), new Conditions(), world.agency, Duration.ofSeconds(5)))
                .isEmpty();
    }

    /** A page ends when its patience does, and the next one goes on there. */
    @Test
    void withoutPatienceTheSameRowsComeInShorterPages() {
        var rare = new Conditions().and("s.title = :title", "title", "rare");

        var first = newest.find(
                        SCHEDULES,
                        caller(world.headOffice),
                        rare,
                        null,
                        new PageRequest(Long.MAX_VALUE, 100),
                        Duration.ZERO)
                .block();

        assertThat(first.ids()).hasSizeBetween(1, 99);
        assertThat(first.reached()).isNotNull();
        assertThat(pages(caller(world.headOffice), rare, null, Duration.ZERO))
                .isEqualTo(plain(caller(world.headOffice), "title = 'rare'"));
    }

    @Test
    void nothingIsSorted() {
        String ofOne = NewestIds.NEWEST_OF_ONE
                .formatted("s", "kb_schedule", "ix_schedule_organization", "", 0)
                .replace(":organization0", Long.toString(world.branch));
        String ofAll = NewestIds.WINDOW_OF_ALL.formatted("s", "kb_schedule", "").replace(":scope", "'/%'");

        assertPlan(ofOne, "ix_schedule_organization");
        assertPlan(ofAll, "PRIMARY");
    }

    private static void assertPlan(String sql, String index) {
        List<Map<String, Object>> plan = database.query("EXPLAIN FORMAT=TRADITIONAL "
                + sql.replace(":before", "40000").replace(":floor", "20000").replace(":rows", "51"));
        assertThat(plan.get(0).get("key")).isEqualTo(index);
        assertThat(plan).noneMatch(row -> String.valueOf(row.get("Extra")).matches(".*(filesort|temporary).*"));
    }

    private static void assertSame(Caller caller, Conditions conditions, @Nullable Long organization, String plain) {
        List<Long> expected = plain(caller, plain);
        assertThat(expected).hasSizeGreaterThan(40);

        assertThat(pages(caller, conditions, organization, Duration.ofSeconds(5)))
                .isEqualTo(expected);
    }

    private static List<Long> pages(
            Caller caller, Conditions conditions, @Nullable Long organization, Duration patience) {
        var all = new ArrayList<Long>();
        Long before = Long.MAX_VALUE;
        while (before != null) {
            var page = new PageRequest(before, 100);
            var found = newest.find(SCHEDULES, caller, conditions, organization, page, patience)
                    .block();
            boolean isFull = found.ids().size() == page.rows();
            List<Long> shown = isFull ? found.ids().subList(0, page.limit()) : found.ids();
            all.addAll(shown);
            before = isFull ? shown.get(shown.size() - 1) : found.reached();
        }
        return all;
    }

    private static List<Long> plain(Caller caller, String condition) {
        return database
                .query(
                        "SELECT s.id FROM kb_schedule s JOIN kb_organization g ON g.id = s.organization_id WHERE g.path LIKE ? AND s.deleted_at IS NULL AND s."
                                + condition.replaceFirst("^TRUE$", "id > 0") + " ORDER BY s.id DESC",
                        caller.scope())
                .stream()
                .map(row -> ((Number) row.get("id")).longValue())
                .toList();
    }

    private static Caller caller(long organization) {
        return TestCallers.managerAt(database, organization);
    }
}
