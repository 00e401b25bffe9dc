package io.roomcast.dispatch.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.dispatch.Running;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.MessageRequestedEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.simulator.Phone;
import io.roomcast.testkit.Events;
import io.roomcast.testkit.Zones;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedMessagesIT {
    private static Running running;
    private static Events events;
    private static Phone phone;
    private static long bot;

    @BeforeAll
    static void start() {
        running = Running.start(1, "--roomcast.quota.gap=0s", "--roomcast.quota.parts-per-minute=100");
        running.world.member(running.world.branch, "sender", "manager", null);
        running.world.member(running.world.branch, "reader", "viewer", null);
        events = new Events();
        phone = running.phone();
        bot = running.bot(phone);
    }

    @AfterAll
    static void stop() {
        events.close();
        running.close();
    }

    @Test
    void anotherSystemsMessageReachesTheRoomOnceHoweverOftenItComes() {
        long room = running.world.room(running.world.branch, bot);
        String json = "{\"memberLogin\":\"sender\",\"roomId\":%d,\"text\":\"from outside\"}".formatted(room);
        var record = new EventCodec()
                .record(
                        Topics.DISPATCH_DUE,
                        Long.toString(room),
                        "same-id-" + room,
                        MessageRequestedEvent.TYPE,
                        URI.create("/erp"),
                        Instant.now(),
                        json.getBytes(StandardCharsets.UTF_8));

        events.send(record);
        events.send(record);

        await("sent")
                .atMost(Duration.ofSeconds(20))
                .until(() -> running.database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ? AND state = 'SUCCESS'", room)
                        == 1);
        assertThat(running.database.count("SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ?", room))
                .isEqualTo(1);
        assertThat(phone.journal().entries().stream()
                        .filter(entry -> entry.text().equals("from outside")
                                && entry.event().equals("accepted")))
                .hasSize(1);
    }

    /** A run is admitted before its moment; another replica has done so here, with one of much later. */
    @Test
    void whatIsDueAtOnceStandsBehindWhatHasBeenAdmitted() {
        long room = running.world.room(running.world.branch, bot);
        running.database.execute(
                "UPDATE kb_room SET lease_owner = 'another', lease_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE id = ?",
                room);
        Instant due = running.database.now().plusSeconds(3_600);
        long admitted = running.queue(room, "admitted", due);
        running.database.execute("UPDATE kb_occurrence SET state = 'SENDING' WHERE id = ?", admitted);

        askFor(room, room);

        await("behind it")
                .atMost(Duration.ofSeconds(20))
                .until(() -> running.database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ? AND origin = 'EVENT' AND scheduled_at = ?",
                                room,
                                due.plusMillis(1))
                        == 1);
    }

    /** Another system's message. @param partition a room in whose partition it comes */
    private static void askFor(long room, long partition) {
        events.send(
                Topics.DISPATCH_DUE,
                Long.toString(partition),
                MessageRequestedEvent.TYPE,
                "{\"memberLogin\":\"sender\",\"roomId\":%d,\"text\":\"at once\"}".formatted(room));
    }

    @Test
    void aRoomThatSomebodyHasLockedHoldsUpNeitherItsMessageNorAnother() throws SQLException {
        long locked = running.world.room(running.world.branch, bot);
        long other = running.world.room(running.world.branch, bot);
        try (var holder = running.database.connect();
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery("SELECT id FROM kb_room WHERE id = " + locked + " FOR UPDATE");

            // One key, so one partition: the second is read after the first.
            for (long room : new long[] {locked, other}) {
                askFor(room, locked);
            }

            await("both on record")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> running.database.count(
                                    "SELECT COUNT(*) FROM kb_occurrence WHERE room_id IN (?, ?)", locked, other)
                            == 2);
            holder.rollback();
        }
    }

    @Test
    void anotherSystemsAdvertisementWaitsForTheMorningOfItsRoom() {
        long room = running.world.room(running.world.branch, bot);
        running.database.execute(
                "UPDATE kb_room SET time_zone = ? WHERE id = ?", Zones.whereItIs(23, running.database.now()), room);

        events.send(
                Topics.DISPATCH_DUE,
                Long.toString(room),
                MessageRequestedEvent.TYPE,
                "{\"memberLogin\":\"sender\",\"roomId\":%d,\"text\":\"(광고) sale 수신거부 080\",\"advertising\":true}"
                        .formatted(room));

        await("held")
                .atMost(Duration.ofSeconds(20))
                .until(() -> running.database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ? AND wait_reason = 'ADVERTISING_NIGHT' AND not_before > UTC_TIMESTAMP(3)",
                                room)
                        == 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json                                                              | not JSON",
                "{\"memberLogin\":\"sender\",\"roomId\":\"x\",\"text\":\"a\"}          | data.roomId",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"a\",\"zzz\":1}    | data.zzz",
                "{\"roomId\":1,\"text\":\"a\"}                                         | data.memberLogin: required",
                "{\"memberLogin\":\"sender\",\"roomId\":1}                             | data.text: a message needs",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"900101-1234567\"} | resident registration number",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"900101\\u20131234567\"} | resident registration number",
                "{\"memberLogin\":\"nobody\",\"roomId\":1,\"text\":\"a\"}              | no active member",
                "{\"memberLogin\":\"reader\",\"roomId\":1,\"text\":\"a\"}              | may not send",
                "{\"memberLogin\":\"sender\",\"roomId\":99999999,\"text\":\"a\"}       | no such room",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"a\",\"priority\":12} | between 0 and 9",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"images1\":[1,2,3,4,5,6,7,8,9,10,11]} | at most 10",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"a\",\"sendOrder\":\"IMAGES_ONLY\"} | a message needs",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"sale\",\"advertising\":true} | begins with (광고)",
                "{\"memberLogin\":\"sender\",\"roomId\":1,\"text\":\"(광고) sale\",\"advertising\":true} | how to opt out"
            })
    void aBadRecordGoesToTheDeadLetterWithItsReasonAndTheNextIsHandledAtOnce(String json, String reason) {
        long room = running.world.room(running.world.branch, bot);
        String key = Long.toString(room);
        events.send(Topics.DISPATCH_DUE, key, MessageRequestedEvent.TYPE, json.trim());
        askFor(room, room);

        await("the next good one")
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> running.database.count("SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ?", room) == 1);
        var dead = events.await(
                Topics.DISPATCH_DUE + Topics.DEAD_LETTER_SUFFIX,
                record -> key.equals(record.key()),
                Duration.ofSeconds(20));
        String why = Events.reason(dead);
        assertThat(why).contains(reason);
        assertThat(new String(dead.value(), StandardCharsets.UTF_8)).doesNotContain("900101");
        assertThat(dead.headers().lastHeader("kafka_dlt-exception-stacktrace")).isNull();
    }

    /** As a trigger leaves it that died after the broker took its event. */
    @Test
    void theSameDueEventAgainSendsNothingAgain() {
        long room = running.world.room(running.world.branch, bot);
        long id = running.queue(room, "due thrice");
        String due = "{\"occurrenceId\":%d,\"roomId\":%d,\"scheduledAt\":\"2026-01-01T00:00:00Z\"}".formatted(id, room);

        events.send(Topics.DISPATCH_DUE, Long.toString(room), DueEvent.TYPE, due);
        events.send(Topics.DISPATCH_DUE, Long.toString(room), DueEvent.TYPE, due);
        running.awaitState(id, "SUCCESS", Duration.ofSeconds(20));
        events.send(Topics.DISPATCH_DUE, Long.toString(room), DueEvent.TYPE, due);
        // It comes after the third, in the same partition.
        long next = running.queue(room, "the next");
        events.send(Topics.DISPATCH_DUE, Long.toString(room), DueEvent.TYPE, due.replace(id + ",", next + ","));
        running.awaitState(next, "SUCCESS", Duration.ofSeconds(20));

        assertThat(phone.journal().entries().stream()
                        .filter(entry -> entry.event().equals("accepted"))
                        .filter(entry -> entry.text().equals("due thrice")))
                .hasSize(1);
    }

    @Test
    void recordsThatAreNoEventsAtAllAreDeadLetters() {
        long room = running.world.room(running.world.branch, bot);
        events.sendRaw(Topics.DISPATCH_DUE, "raw-" + room, new byte[] {0, 1, 2});
        events.sendRaw(Topics.DISPATCH_DUE, "null-" + room, null);
        events.send(Topics.DISPATCH_DUE, "type-" + room, "com.example.other", "{}");

        for (String kind : java.util.List.of("raw-", "null-", "type-")) {
            assertThat(events.await(
                            Topics.DISPATCH_DUE + Topics.DEAD_LETTER_SUFFIX,
                            record -> (kind + room).equals(record.key()),
                            Duration.ofSeconds(20)))
                    .isNotNull();
        }
    }
}
