package io.roomcast.trigger.due;

import io.roomcast.model.time.WorkLoop;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.context.ConfigurableApplicationContext;

/** One trigger for all tests of a JVM, over one database: it claims nothing until a test has laid out its schedules. */
abstract class TriggerTest {
    static final Duration SOON = Duration.ofSeconds(60);

    static final TestDatabase database = TestDatabase.create();
    static final World world = new World(database);

    private static final long BOT = world.bot("bot", "log", "http://127.0.0.1:9");

    private static final List<WorkLoop> LOOPS = held(Triggers.start(database, TestBroker.arguments()));

    final long room = world.room(world.branch, BOT);
    final Instant now = database.now();

    @AfterEach
    void rest() {
        LOOPS.forEach(WorkLoop::stop);
        database.execute("DELETE FROM kb_schedule_exception");
        database.execute("UPDATE kb_schedule SET status = 'inactive', next_send_at = NULL");
    }

    private static List<WorkLoop> held(ConfigurableApplicationContext trigger) {
        List<WorkLoop> loops = Stream.of("claimLoop", "secondClaimLoop", "skippedRunsLoop")
                .map(name -> trigger.getBean(name, WorkLoop.class))
                .toList();
        loops.forEach(WorkLoop::stop);
        return loops;
    }

    /** From now on until the end of the test it works. */
    final void go() {
        LOOPS.forEach(WorkLoop::start);
    }

    final long daily(Instant due) {
        return world.schedule(room, "daily", due, "said");
    }

    final List<Map<String, Object>> runs(long schedule) {
        return database.query("""
                SELECT state, reason_code, scheduled_at, expires_at, held_at_night,
                       JSON_UNQUOTE(JSON_EXTRACT(content, '$.text')) AS text
                FROM kb_occurrence WHERE schedule_id = ? ORDER BY scheduled_at""", schedule);
    }

    final String status(long schedule) {
        return (String) database.query("SELECT status FROM kb_schedule WHERE id = ?", schedule)
                .get(0)
                .get("status");
    }

    final LocalDateTime nextOf(long schedule) {
        return (LocalDateTime) database.query("SELECT next_send_at FROM kb_schedule WHERE id = ?", schedule)
                .get(0)
                .get("next_send_at");
    }

    static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
