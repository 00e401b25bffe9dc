package io.roomcast.dispatch.lane;

import static io.roomcast.testkit.OccurrenceAssert.assertThatOccurrence;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.model.occurrence.PartMove;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a dispatcher that died, or was frozen past its lease, leaves, and what the next one makes of it. */
class TakeoverIT extends LaneTest {
    /** Died between the start and the outcome, after the phone had taken it: the room's log proves it, the rest follows. */
    @Test
    void takeoverFindsInTheRoomWhatTheDeadOneSentAndGoesOn() throws Exception {
        long id = abandoned("sent by the dead one", "0");
        post("{\"type\":\"text\",\"room\":\"%s\",\"data\":\"sent by the dead one\"}");

        wake(id);

        running.awaitState(id, "SUCCESS", SOON);
        assertThatOccurrence(running.database, id).hasParts("CONFIRMED", "CONFIRMED");
        assertThat(accepted()).hasSize(2);
    }

    /** Died between the start and the call: nothing in the room, and nothing is sent again blindly. */
    @Test
    void takeoverOfACallThatLeftNoTraceIsUnknown() {
        long id = abandoned("never sent", "0");

        wake(id);

        running.awaitState(id, "UNKNOWN", SOON);
        assertThatOccurrence(running.database, id).hasParts("UNKNOWN", "SKIPPED");
        assertThat(accepted()).isEmpty();
    }

    /** Died with the lease before anything had started. */
    @Test
    void takeoverOfAnUntouchedOccurrenceStartsAtItsFirstPart() {
        long id = abandoned("first", "0");
        running.database.execute("UPDATE kb_part SET state = 'PENDING', attempt_id = NULL WHERE occurrence_id = ?", id);

        wake(id);

        running.awaitState(id, "SUCCESS", SOON);
        assertThat(accepted()).hasSize(2);
    }

    /** Died after the last outcome and before the end. */
    @Test
    void takeoverEndsWhatHasAllItsOutcomes() {
        long id = abandoned("all sent", "0");
        running.database.execute(
                "UPDATE kb_part SET state = 'SENT', finished_at = UTC_TIMESTAMP(3) WHERE occurrence_id = ?", id);

        wake(id);

        running.awaitState(id, "SUCCESS", SOON);
        assertThat(accepted()).isEmpty();
    }

    /** Admitted in time, but its dispatcher died before the first part; its window ended meanwhile. */
    @Test
    void whatWasAdmittedButNotStartedExpiresToo() {
        long id = abandoned("never started", "0");
        running.database.execute("UPDATE kb_part SET state = 'PENDING', attempt_id = NULL WHERE occurrence_id = ?", id);
        running.database.execute(
                "UPDATE kb_occurrence SET started_at = NULL, expires_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?",
                id);

        wake(id);

        running.awaitState(id, "EXPIRED", SOON);
        assertThat(accepted()).isEmpty();
    }

    @Test
    void aRoomLeasedToALivingReplicaIsLeftAloneUntilTheLeaseEnds() {
        running.database.execute(
                "UPDATE kb_room SET lease_owner = 'other#1', lease_epoch = 3, lease_until = UTC_TIMESTAMP(3) + INTERVAL 3 SECOND WHERE id = ?",
                room);
        Instant leasedUntil = running.database.now().plusSeconds(3);

        long id = running.queue(room, "after the lease");

        running.awaitState(id, "SUCCESS", SOON);
        assertThat(accepted().get(0).moment()).isAfter(leasedUntil.minusMillis(200));
        assertThat(running.database.count("SELECT lease_epoch FROM kb_room WHERE id = ?", room))
                .isEqualTo(4);
    }

    /** Frozen past its lease and resumed: neither its start nor its outcome is taken. */
    @Test
    void anOwnerOfAnOlderEpochCanWriteNothing() {
        long id = abandoned("fenced", "0");
        Map<String, Object> part = running.parts(id).get(0);
        long partId = ((Number) part.get("id")).longValue();
        running.database.execute("UPDATE kb_room SET lease_epoch = 9 WHERE id = ?", room);
        var context = running.dispatchers.get(0);

        Boolean written = context.getBean(Finishes.class)
                .finish(new Finish(
                        room,
                        1,
                        bot,
                        id,
                        partId,
                        "attempt",
                        PartMove.ACCEPT,
                        null,
                        null,
                        null,
                        true,
                        new Finish.GoOn()))
                .block();
        Start.Result start = context.getBean(Starts.class)
                .start(new Start(room, 1, bot, id, partId + 1, "other", null, Duration.ofSeconds(1)))
                .block();

        assertThat(written).isFalse();
        assertThat(start).isEqualTo(Start.Result.LEASE_LOST);
        assertThatOccurrence(running.database, id).hasParts("SENDING", "PENDING");
        running.database.execute("UPDATE kb_room SET lease_epoch = 1 WHERE id = ?", room);
    }

    /** The rows that a dispatcher leaves that dies between a part's start and its outcome; a second part is to follow. */
    private long abandoned(String text, String baseline) {
        String content =
                "{\"text\":\"" + text + "\",\"images1\":[" + image("x") + "],\"images2\":[],\"order\":\"TEXT_FIRST\"}";
        long id = running.queueContent(room, content, running.database.now());
        running.database.execute(
                "UPDATE kb_occurrence SET state = 'SENDING', started_at = UTC_TIMESTAMP(3), wake_at = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR WHERE id = ?",
                id);
        running.database.execute("""
                INSERT INTO kb_part (occurrence_id, room_id, position, kind, state, attempt_id, epoch, baseline, started_at)
                VALUES (?, ?, 0, 'TEXT', 'SENDING', 'attempt', 1, ?, UTC_TIMESTAMP(3)),
                       (?, ?, 1, 'IMAGES_1', 'PENDING', NULL, NULL, NULL, NULL)""", id, room, baseline, id, room);
        running.database.execute(
                "UPDATE kb_room SET lease_owner = 'dead#1', lease_epoch = 1, lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?",
                room);
        return id;
    }

    private void post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(phone.endpoint() + "/reply"))
                .POST(HttpRequest.BodyPublishers.ofString(body.formatted(running.world.channelOf(room))))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
