package io.roomcast.trigger.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.model.event.ScheduleChangedEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import io.roomcast.testkit.TestBroker;
import io.roomcast.testkit.TestDatabase;
import io.roomcast.testkit.World;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class ClaimIT {
    private final TestDatabase database = TestDatabase.create();
    private final World world = new World(database);
    private final List<ConfigurableApplicationContext> running = new ArrayList<>();
    private long room;

    @BeforeEach
    void makeRoom() {
        room = world.room(world.branch, world.bot("bot", "log", "http://127.0.0.1:9"));
    }

    @AfterEach
    void stop() {
        running.forEach(ConfigurableApplicationContext::close);
        database.close();
    }

    @Test
    void theClaimReadsItsIndexInOrderWithoutSorting() {
        manySchedules(3_000);
        database.query("ANALYZE TABLE kb_schedule");

        Map<String, Object> plan = database.query(
                        "EXPLAIN FORMAT=TRADITIONAL " + DueSchedules.TAKE.formatted(200_000, 100))
                .get(0);

        assertThat(plan.get("key")).isEqualTo("idx_schedule_polling");
        assertThat(String.valueOf(plan.get("Extra"))).doesNotContain("filesort").doesNotContain("temporary");
    }

    @Test
    void aClaimLocksOnlyWhatItTakes() throws SQLException {
        manySchedules(200);
        try (Connection first = claiming();
                Connection second = claiming()) {
            Set<Long> taken = take(first, 50);
            Set<Long> others = take(second, 150);

            assertThat(taken).hasSize(50);
            assertThat(others).hasSize(150).doesNotContainAnyElementsOf(taken);
            assertThat(world.once(room, Instant.parse("2026-01-01T00:00:00Z"), "inserted meanwhile"))
                    .isPositive();
        }
    }

    /** A claim passes over the row that somebody is changing, and comes back to it. */
    @Test
    void anEditUnderWayLosesNoRun() throws SQLException {
        Instant due = database.now().minusSeconds(1);
        long edited = world.once(room, due, "before");
        long other = world.once(room, due, "other");
        try (Connection edit = claiming()) {
            edit.createStatement().executeQuery("SELECT id FROM kb_schedule WHERE id = " + edited + " FOR UPDATE");
            start(TestBroker.arguments());
            await("the other one is claimed")
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            database.count("SELECT COUNT(*) FROM kb_occurrence WHERE schedule_id = ?", other) == 1);
            assertThat(database.count("SELECT COUNT(*) FROM kb_occurrence WHERE schedule_id = ?", edited))
                    .isZero();
            edit.createStatement().executeUpdate("UPDATE kb_schedule SET message_text = 'after' WHERE id = " + edited);
            edit.commit();
        }

        await("claimed as changed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE schedule_id = ? AND scheduled_at = (SELECT scheduled_at FROM kb_occurrence WHERE schedule_id = ?)"
                                        + " AND JSON_UNQUOTE(JSON_EXTRACT(content, '$.text')) = 'after'",
                                edited,
                                other)
                        == 1);
    }

    @Test
    void replicasShareTheWorkAndDoubleNothing() {
        manySchedules(2_500);

        start(TestBroker.arguments());
        start(TestBroker.arguments());

        await("all claimed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.count("SELECT COUNT(*) FROM kb_schedule WHERE status = 'completed'") == 2_500);
        assertThat(database.count("SELECT COUNT(*) FROM kb_occurrence")).isEqualTo(2_500);
        assertThat(database.count("SELECT COUNT(DISTINCT schedule_id) FROM kb_occurrence"))
                .isEqualTo(2_500);
    }

    /** Ten are a burst here, and the eleventh is of it; what is due alone waits for the 200 ms of everybody. */
    @Test
    void aBurstIsClaimedOverTheSecondsBeforeItsMoment() {
        start(Stream.concat(
                        TestBroker.arguments().stream(),
                        Stream.of("--roomcast.trigger.batch-size=10", "--roomcast.trigger.burst-horizon=10s"))
                .toList());
        Instant due = database.now().plusSeconds(8);

        for (int i = 0; i < 11; i++) {
            world.once(room, due, "at one moment");
        }
        world.once(room, due.plusSeconds(6), "alone");

        await("all claimed")
                .atMost(Duration.ofSeconds(40))
                .until(() -> database.count("SELECT COUNT(*) FROM kb_occurrence") == 12);
        assertThat(database.count(
                        "SELECT COUNT(*) FROM kb_occurrence WHERE created_at < scheduled_at - INTERVAL 1 SECOND"))
                .isEqualTo(11);
    }

    @Test
    void withoutABrokerClaimsGoOnAndTheHandOverIsMadeUpLater() {
        manySchedules(20);
        start(List.of(
                "--roomcast.trigger.batch-size=1",
                "--roomcast.kafka.bootstrap-servers=127.0.0.1:1",
                "--spring.kafka.admin.fail-fast=false",
                "--spring.kafka.admin.operation-timeout=2s",
                "--spring.kafka.admin.close-timeout=100ms"));
        await("claimed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.count("SELECT COUNT(*) FROM kb_occurrence") == 20);
        running.get(0).close();

        start(TestBroker.arguments());

        try (var events = new Events()) {
            database.query("SELECT id FROM kb_occurrence")
                    .forEach(row -> events.await(
                            Topics.DISPATCH_DUE,
                            record -> Long.toString(room).equals(record.key())
                                    && new String(record.value(), StandardCharsets.UTF_8)
                                            .contains("\"occurrenceId\":" + row.get("id") + ","),
                            Duration.ofSeconds(40)));
        }
        assertThat(database.count("SELECT COUNT(*) FROM kb_occurrence WHERE wake_at IS NULL"))
                .isZero();
    }

    /** It looks by itself once a minute: what is claimed sooner was heard of. */
    @Test
    void changesThatNobodyCanReadAreDeadLettersAndStopNothing() {
        start(Stream.concat(TestBroker.arguments().stream(), Stream.of("--roomcast.trigger.idle-poll=60s"))
                .toList());
        String key = "changes of " + database.name();
        try (var events = new Events()) {
            world.once(room, database.now(), "it listens");
            await("it listens")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        events.send(Topics.SCHEDULE_CHANGES, key, ScheduleChangedEvent.TYPE, "{}");
                        return database.count("SELECT COUNT(*) FROM kb_occurrence") == 1;
                    });

            events.sendRaw(Topics.SCHEDULE_CHANGES, key, new byte[] {0, 1, 2});
            world.once(room, database.now(), "after the bad one");
            events.send(Topics.SCHEDULE_CHANGES, key, ScheduleChangedEvent.TYPE, "{}");

            await("claimed")
                    .atMost(Duration.ofSeconds(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> database.count("SELECT COUNT(*) FROM kb_occurrence") == 2);
            events.await(
                    Topics.SCHEDULE_CHANGES + Topics.DEAD_LETTER_SUFFIX,
                    record -> key.equals(record.key()) && Events.reason(record).contains("Not a CloudEvent"),
                    Duration.ofSeconds(20));
        }
    }

    private void start(List<String> brokerArguments) {
        running.add(Triggers.start(database, brokerArguments));
    }

    /** All due some minutes ago, a second apart at most. */
    private void manySchedules(int count) {
        world.once(room, database.now().minusSeconds(100), "first");
        while (database.count("SELECT COUNT(*) FROM kb_schedule") < count) {
            long left = count - database.count("SELECT COUNT(*) FROM kb_schedule");
            database.execute("""
                    INSERT INTO kb_schedule (title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id,
                      target_bot_name, target_room_id, message_text, schedule_type, schedule_date, schedule_time,
                      schedule_times, time_zone, valid_from, valid_until, next_send_at)
                    SELECT title, created_by_type, created_by_id, created_by_mb_id, organization_id, room_id, target_bot_name,
                      target_room_id, message_text, schedule_type, schedule_date, schedule_time, schedule_times, time_zone,
                      valid_from, valid_until, valid_from + INTERVAL 30 DAY + INTERVAL id MOD 60 SECOND FROM kb_schedule LIMIT """ + " " + left);
        }
    }

    private Connection claiming() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    private static Set<Long> take(Connection connection, int limit) throws SQLException {
        var ids = new HashSet<Long>();
        try (var rows = connection.createStatement().executeQuery(DueSchedules.TAKE.formatted(200_000, limit))) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids.stream().collect(Collectors.toSet());
    }
}
