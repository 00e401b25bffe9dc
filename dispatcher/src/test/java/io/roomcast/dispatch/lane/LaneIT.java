package io.roomcast.dispatch.lane;

import static io.roomcast.testkit.OccurrenceAssert.assertThatOccurrence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.simulator.Fault;
import io.roomcast.simulator.Fault.Kind;
import io.roomcast.simulator.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a message whose phone misbehaves, whose room waits, or which is stopped on its way. */
class LaneIT extends LaneTest {
    /** What the room's journal and the part say after one call under each fault. */
    @ParameterizedTest
    @CsvSource({
        "SLOW,               SUCCESS, CONFIRMED, 1",
        "HANG,               SUCCESS, CONFIRMED, 1",
        "GARBAGE,            SUCCESS, CONFIRMED, 1",
        "DROP_AFTER_ACCEPT,  SUCCESS, CONFIRMED, 1",
        "TOO_MANY_REQUESTS,  SUCCESS, CONFIRMED, 1",
        "NO_ECHO,            SUCCESS, SENT,      1",
        "ERROR,              UNKNOWN, UNKNOWN,   0",
        "DROP_BEFORE_ACCEPT, UNKNOWN, UNKNOWN,   0"
    })
    void noFaultLosesOrDoublesSilently(Kind kind, String state, String part, int accepted) {
        phone.faults().add(new Fault(kind, null, null, 1, 300L));

        long id = running.queue(room, "under " + kind);

        running.awaitState(id, state, SOON);
        assertThatOccurrence(running.database, id).hasParts(part);
        assertThat(accepted()).hasSize(accepted);
        assertThat(running.database.query("SELECT status, confirmed FROM kb_schedule_logs WHERE occurrence_id = ?", id))
                .containsExactly(Map.of(
                        "status",
                        state.toLowerCase(java.util.Locale.ROOT),
                        "confirmed",
                        part.equals("CONFIRMED") ? 1 : 0));
    }

    @Test
    void afterAnUnknownOutcomeTheRoomRestsAndThenGoesOn() {
        phone.faults().add(new Fault(Kind.ERROR, null, null, 1, null));
        long first = running.queue(room, "one");
        running.awaitState(first, "UNKNOWN", SOON);

        long second = running.queue(room, "two");

        await("the wait is visible")
                .atMost(SOON)
                .until(() -> "ROOM_HELD".equals(running.occurrence(second).get("wait_reason")));
        assertThat(running.occurrence(second).get("not_before")).isNotNull();
        running.awaitState(second, "SUCCESS", SOON);
    }

    @Test
    void refusalsAreTriedThreeTimesAndThenGivenUpVisibly() {
        phone.faults().add(new Fault(Kind.TOO_MANY_REQUESTS, null, null, null, 100L));

        long id = running.queue(room, "refused");

        await("a retry is visible")
                .atMost(SOON)
                .until(() -> "RETRY".equals(running.occurrence(id).get("wait_reason")));
        running.awaitState(id, "FAILED", Duration.ofSeconds(40));
        assertThat(running.occurrence(id)).containsEntry("reason_code", "GAVE_UP");
        assertThat(accepted()).isEmpty();
    }

    /** Five calls fail, and the breaker opens before the sixth: that one is tried when it lets calls through again. */
    @Test
    void whatTheBreakerHoldsBackIsNoTry() {
        phone.faults().add(new Fault(Kind.TOO_MANY_REQUESTS, null, null, 5, 100L));
        long one = running.queue(room, "one");
        long other = running.queue(running.world.room(running.world.branch, bot), "other");

        await("one is given up, the other arrives")
                .atMost(SOON)
                .until(() -> Stream.of(one, other)
                        .map(running::state)
                        .sorted()
                        .toList()
                        .equals(List.of("FAILED", "SUCCESS")));
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void textAndBothGroupsComeInTheirOrderAfterTheirPauses() {
        String content = """
                {"text":"hello","images1":[%s,%s],"images2":[%s],"order":"IMAGES_FIRST","sendIntervalSeconds":1,
                 "mediaWaitMillis1":1500,"mediaWaitMillis2":0}""".formatted(image("a"), image("b"), image("c"));

        long id = running.queueContent(room, content, running.database.now());

        running.awaitState(id, "SUCCESS", SOON);
        List<Journal.Entry> accepted = accepted();
        assertThat(accepted).extracting(Journal.Entry::type).containsExactly("image_multiple", "image", "text");
        assertThat(accepted.get(1).at() - accepted.get(0).at()).isGreaterThanOrEqualTo(2_500);
        assertThat(accepted.get(2).at() - accepted.get(1).at()).isGreaterThanOrEqualTo(1_000);
        assertThatOccurrence(running.database, id).hasParts("CONFIRMED", "CONFIRMED", "CONFIRMED");
    }

    /** A store that fails is not an image that is missing: it is waited for. */
    @Test
    void imagesThatCannotBeReadAreWaitedFor() throws IOException {
        String reference = image("unreadable for a while");
        Path file = imageFile("unreadable for a while");
        Files.delete(file);
        Files.createDirectory(file);
        String content = "{\"images1\":[" + reference + "],\"images2\":[],\"order\":\"TEXT_FIRST\"}";

        long id = running.queueContent(room, content, running.database.now());

        await("the wait is visible")
                .atMost(SOON)
                .until(() -> "STORE_DOWN".equals(running.occurrence(id).get("wait_reason")));
        Files.delete(file);
        image("unreadable for a while");
        running.awaitState(id, "SUCCESS", SOON);
    }

    /** Alerts tell by it what somebody wanted to wait from what was late. */
    @Test
    void whatExpiresKeepsWhatItWaitedFor() {
        running.database.execute(
                "UPDATE kb_room SET paused_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, pause_reason = 'test' WHERE id = ?",
                room);
        long id = running.queue(room, "paused to its end");
        await("waits")
                .atMost(SOON)
                .until(() -> "ROOM_PAUSED".equals(running.occurrence(id).get("wait_reason")));
        running.database.execute(
                "UPDATE kb_occurrence SET expires_at = UTC_TIMESTAMP(3), wake_at = UTC_TIMESTAMP(3) WHERE id = ?", id);

        running.awaitState(id, "EXPIRED", SOON);

        assertThat(running.occurrence(id)).containsEntry("wait_reason", "ROOM_PAUSED");
    }

    @Test
    void whatIsPastItsWindowExpiresWithARow() {
        long id = running.queue(room, "too late", running.database.now().minusSeconds(400));
        running.database.execute("UPDATE kb_occurrence SET wake_at = UTC_TIMESTAMP(3) WHERE id = ?", id);

        running.awaitState(id, "EXPIRED", SOON);

        assertThat(accepted()).isEmpty();
        assertThat(running.occurrence(id)).containsEntry("reason_code", "WINDOW_PASSED");
    }

    @Test
    void accessIsCheckedAgainWhenItIsSent() {
        running.database.execute(
                "UPDATE kb_room SET organization_id = ? WHERE id = ?", running.world.otherBranch, room);

        long id = running.queue(room, "not yours any more");

        running.awaitState(id, "FAILED", SOON);
        assertThat(running.occurrence(id)).containsEntry("reason_code", "ACCESS_REVOKED");
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aPausedRoomWaitsWithItsReason() {
        running.database.execute(
                "UPDATE kb_room SET paused_until = UTC_TIMESTAMP(3) + INTERVAL 3 SECOND, pause_reason = 'x' WHERE id = ?",
                room);

        long id = running.queue(room, "after the pause");

        await("the wait is visible")
                .atMost(SOON)
                .until(() -> "ROOM_PAUSED".equals(running.occurrence(id).get("wait_reason")));
        assertThat(accepted()).isEmpty();
        running.awaitState(id, "SUCCESS", SOON);
    }

    /** Whoever cancelled it died before it was ended. */
    @Test
    void whatWasMarkedAsCancelledIsEndedByItsLane() {
        long id = running.queue(room, "cancelled");
        running.database.execute(
                "UPDATE kb_occurrence SET cancel_requested_at = UTC_TIMESTAMP(3), wake_at = UTC_TIMESTAMP(3) WHERE id = ?",
                id);

        wake(id);

        running.awaitState(id, "CANCELLED", SOON);
        assertThat(accepted()).isEmpty();
    }

    /** The process that cancelled the broadcast died right after it had said so. */
    @Test
    void whatIsOfACancelledBroadcastIsEndedByItsLane() {
        long id = running.queue(room, "of a broadcast");
        broadcast(id, "cancelled");

        wake(id);

        running.awaitState(id, "CANCELLED", SOON);
        assertThat(running.occurrence(id)).containsEntry("reason_code", "BROADCAST_CANCELLED");
        assertThat(accepted()).isEmpty();
    }

    /** Its text is with the room already when the broadcast is cancelled: its picture does not follow. */
    @Test
    void ofACancelledBroadcastNoFurtherPartStarts() {
        long id = textThenPicture(3);
        long broadcast = broadcast(id, "sending");
        await("the first part").atMost(SOON).until(() -> accepted().size() == 1);

        running.database.execute("UPDATE kb_broadcast SET state = 'cancelled' WHERE id = ?", broadcast);

        running.awaitState(id, "PARTIAL", SOON);
        assertThat(running.occurrence(id)).containsEntry("reason_code", "BROADCAST_CANCELLED");
        assertThat(accepted()).hasSize(1);
    }

    private long textThenPicture(int secondsBetween) {
        String content =
                "{\"text\":\"before\",\"images1\":[%s],\"images2\":[],\"order\":\"TEXT_FIRST\",\"sendIntervalSeconds\":%d}"
                        .formatted(image("p"), secondsBetween);
        return running.queueContent(room, content, running.database.now());
    }

    private long broadcast(long occurrence, String state) {
        long broadcast = running.database.execute("""
                INSERT INTO kb_broadcast (organization_id, title, message_text, send_order, send_interval_seconds,
                  media_wait_time_1, media_wait_time_2, target, room_count, priority, window_minutes, advertising, state,
                  created_by, created_by_login)
                SELECT organization_id, 'x', 'x', 'text_first', 1, 0, 0, '{}', 1, 5, 60, 0, ?, 0, 'somebody'
                FROM kb_occurrence WHERE id = ?""", state, occurrence);
        running.database.execute("UPDATE kb_occurrence SET origin = 'BROADCAST' WHERE id = ?", occurrence);
        running.database.execute(
                "INSERT INTO kb_broadcast_room (broadcast_id, room_id, occurrence_id) VALUES (?, ?, ?)",
                broadcast,
                room,
                occurrence);
        return broadcast;
    }

    @Test
    void aPauseOfTheRoomHoldsTheNextPartOfAMessageUnderWay() {
        long id = textThenPicture(2);
        await("the first part").atMost(SOON).until(() -> accepted().size() == 1);

        running.database.execute(
                "UPDATE kb_room SET paused_until = UTC_TIMESTAMP(3) + INTERVAL 5 SECOND WHERE id = ?", room);
        Instant pausedUntil = running.database.now().plusSeconds(5);

        await("the wait is visible")
                .atMost(SOON)
                .until(() -> "ROOM_PAUSED".equals(running.occurrence(id).get("wait_reason")));
        running.awaitState(id, "SUCCESS", SOON);
        assertThat(accepted().get(1).moment()).isAfter(pausedUntil.minusMillis(300));
    }
}
