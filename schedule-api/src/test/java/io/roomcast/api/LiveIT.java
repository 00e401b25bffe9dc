package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.model.event.SendResultEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class LiveIT extends ApiTest {
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    @Test
    void aResultIsSeenLiveByThoseAboveItOnly() {
        for (String login : List.of("branch", "agency", "hq", "viewer")) {
            StepVerifier.create(follow(login, newest()).take(1))
                    .then(() -> log(WORLD.branch, ROOM))
                    .assertNext(event -> assertThat(event.data()).contains("\"organizationId\":" + WORLD.branch + ","))
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));
        }
        // The first that one beside it hears is its own, though it came second.
        StepVerifier.create(follow("other-branch", newest()).take(1))
                .then(() -> log(WORLD.branch, ROOM))
                .then(() -> log(WORLD.otherBranch, OTHER_ROOM))
                .assertNext(event -> assertThat(event.data()).contains("\"organizationId\":" + WORLD.otherBranch + ","))
                .expectComplete()
                .verify(Duration.ofSeconds(20));
        StepVerifier.create(follow("other-branch", "0")
                        .take(Duration.ofSeconds(6))
                        .filter(event -> event.data().contains("\"organizationId\":" + WORLD.branch + ",")))
                .verifyComplete();
    }

    @Test
    void aCutStreamGoesOnAfterTheLastEventSeen() {
        long first = log(WORLD.branch, ROOM);
        long second = log(WORLD.branch, ROOM);

        StepVerifier.create(follow("hq", Long.toString(first)).take(1))
                .assertNext(event -> assertThat(event.id()).isEqualTo(Long.toString(second)))
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void aScheduleKnowsHowOftenAndWhenItWasLastSent() {
        long schedule = WORLD.once(ROOM, Instant.parse("2080-01-01T00:00:00Z"), "counted");
        logs(schedule, 5_000_001);
        try (var events = new Events()) {
            events.send(Topics.DISPATCH_RESULTS, "1", SendResultEvent.TYPE, result(schedule, 5_000_001));
            events.send(Topics.DISPATCH_RESULTS, "1", SendResultEvent.TYPE, result(schedule, 5_000_001));
        }

        awaitCounted(schedule, Duration.ofSeconds(20));
    }

    @Test
    void aBadResultDelaysNoGoodOne() {
        long before = WORLD.once(ROOM, Instant.parse("2080-01-01T00:00:00Z"), "it listens");
        long schedule = WORLD.once(ROOM, Instant.parse("2080-01-01T00:00:00Z"), "after a bad one");
        logs(before, 5_000_011);
        logs(schedule, 5_000_021);
        try (var events = new Events()) {
            events.send(Topics.DISPATCH_RESULTS, "1", SendResultEvent.TYPE, result(before, 5_000_011));
            awaitCounted(before, Duration.ofSeconds(20));
            events.sendRaw(Topics.DISPATCH_RESULTS, "1", new byte[] {0});
            events.send(Topics.DISPATCH_RESULTS, "1", SendResultEvent.TYPE, result(schedule, 5_000_021));
            awaitCounted(schedule, Duration.ofSeconds(2));
        }
    }

    /** One that was sent, of that occurrence, and one that failed after it. */
    private static void logs(long schedule, long occurrence) {
        DATABASE.execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, schedule_id, organization_id, room_id, target_room_id, status,
                  scheduled_at, completed_at)
                VALUES (?, ?, ?, ?, '1', 'success', UTC_TIMESTAMP(3), '2026-11-20 00:00:01'),
                       (?, ?, ?, ?, '1', 'failed', UTC_TIMESTAMP(3), '2026-11-20 00:00:02')""", occurrence, schedule, WORLD.branch, ROOM, occurrence + 1, schedule, WORLD.branch, ROOM);
    }

    private static String result(long schedule, long occurrence) {
        return """
                {"occurrenceId":%d,"scheduleId":%d,"organizationId":1,"roomId":1,"state":"SUCCESS","confirmed":true,
                 "scheduledAt":"2026-11-20T00:00:00Z","finishedAt":"2026-11-20T00:00:01Z","parts":[]}""".formatted(occurrence, schedule);
    }

    private static void awaitCounted(long schedule, Duration limit) {
        await("counted")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> DATABASE.count(
                                "SELECT COUNT(*) FROM kb_schedule WHERE id = ? AND send_count = 1 AND last_sent_at = '2026-11-20 00:00:01'",
                                schedule)
                        == 1);
    }

    private Flux<ServerSentEvent<String>> follow(String login, String lastEventId) {
        var request = as(login).get().uri("/api/events/results").accept(MediaType.TEXT_EVENT_STREAM);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return request.exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody()
                .filter(event -> event.data() != null);
    }

    /** What comes after it is shown, whether it came before the stream was open or later. */
    private static String newest() {
        return Long.toString(DATABASE.count("SELECT COALESCE(MAX(id), 0) FROM kb_schedule_logs"));
    }

    private static long log(long organization, long room) {
        return DATABASE.execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, status, scheduled_at)
                SELECT COALESCE(MAX(id), 0) + 1000000, ?, ?, '1', 'success', UTC_TIMESTAMP(3) FROM kb_schedule_logs""", organization, room);
    }
}
