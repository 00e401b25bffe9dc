package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class SchedulesIT extends ApiTest {
    @Test
    void aSavedScheduleKnowsItsNextRun() {
        JsonNode made = created("branch", Bodies.schedule(ROOM));

        assertThat(made.path("status").asText()).isEqualTo("active");
        assertThat(Instant.parse(made.path("nextSendAt").asText())).isAfter(DATABASE.now());
        assertThat(made.path("createdByType").asText()).isEqualTo("branch");
        assertThat(made.path("createdById").asText()).isEqualTo("br-1");
        assertThat(made.path("createdByMbId").asText()).isEqualTo("branch");
    }

    @Test
    void anUpperManagerRegistersOnBehalfOfALowerOne() {
        JsonNode made = created("agency", Bodies.schedule(ROOM).put("organizationId", WORLD.branch));

        assertThat(made.path("createdById").asText()).isEqualTo("br-1");
        assertThat(made.path("createdByMbId").asText()).isEqualTo("agency");
    }

    @Test
    void aChangeNeedsTheVersionItWasMadeFrom() {
        JsonNode made = created("branch", Bodies.schedule(ROOM));
        String uri = "/api/schedules/" + made.path("id").asLong();
        ObjectNode changed = Bodies.schedule(ROOM).put("title", "새 제목");

        as("branch").put().uri(uri).bodyValue(changed).exchange().expectStatus().isEqualTo(428);
        as("branch")
                .put()
                .uri(uri)
                .header("If-Match", "\"7\"")
                .bodyValue(changed)
                .exchange()
                .expectStatus()
                .isEqualTo(412);
        as("branch")
                .put()
                .uri(uri)
                .header("If-Match", "\"0\"")
                .bodyValue(changed)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("새 제목");
    }

    @Test
    void theSameKeyCreatesOnce() {
        String key = key();
        ObjectNode body = Bodies.schedule(ROOM);

        List<Long> ids = Flux.range(0, 8)
                .flatMap(
                        i -> Mono.fromCallable(() -> send("branch", HttpMethod.POST, "/api/schedules", key, body, 201))
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .map(answer -> answer.path("id").asLong())
                .collectList()
                .block();

        assertThat(new HashSet<>(ids)).hasSize(1);
        body.put("title", "anders");
        assertThat(send("branch", HttpMethod.POST, "/api/schedules", key, body, 422)
                        .path("code")
                        .asText())
                .isEqualTo("key_reused");
        as("branch")
                .post()
                .uri("/api/schedules")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("key_required");
    }

    @Test
    void pagesByCursorMissNothingAndRepeatNothing() {
        IntStream.range(0, 7).forEach(i -> create("other-branch", Bodies.schedule(OTHER_ROOM)));
        var seen = new HashSet<Long>();
        String cursor = "";
        do {
            JsonNode page =
                    get("other-branch", "/api/schedules?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.path("items")
                    .forEach(item ->
                            assertThat(seen.add(item.path("id").asLong())).isTrue());
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize((int) DATABASE.count(
                "SELECT COUNT(*) FROM kb_schedule WHERE organization_id = ? AND deleted_at IS NULL",
                WORLD.otherBranch));
    }

    @Test
    void aPauseCancelsWhatWaitsAndSaysSo() {
        JsonNode made = created("branch", Bodies.schedule(ROOM));
        long id = made.path("id").asLong();
        long waiting = DATABASE.execute("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                  wake_at, content, content_hash)
                VALUES (?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 5, 'QUEUED', UTC_TIMESTAMP(3),
                  '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}', REPEAT('0', 64))""", id, WORLD.branch, ROOM);

        JsonNode paused = toggle(id, "{\"reason\":\"휴무\"}");

        assertThat(paused.at("/schedule/status").asText()).isEqualTo("inactive");
        assertThat(paused.at("/schedule/statusReason").asText()).isEqualTo("휴무");
        assertThat(paused.at("/cancelled/0").asLong()).isEqualTo(waiting);
        assertThat(paused.path("inFlight")).isEmpty();
        assertThat(get("branch", "/api/schedules/" + id + "/logs")
                        .at("/items/0/status")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(toggle(id, null).at("/schedule/status").asText()).isEqualTo("active");
    }

    @Test
    void runsThatAreDueButNotClaimedArePutOnRecordWhenTheScheduleStops() {
        long id = create("branch", Bodies.schedule(ROOM));
        DATABASE.execute(
                "UPDATE kb_schedule SET next_send_at = UTC_TIMESTAMP(3) - INTERVAL 10 SECOND WHERE id = ?", id);

        toggle(id, null);

        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_schedule_logs WHERE schedule_id = ? AND status = 'cancelled'", id))
                .isEqualTo(1);
    }

    @Test
    void previewShowsTheNextRunsAndSavesNothing() {
        long before = DATABASE.count("SELECT COUNT(*) FROM kb_schedule");

        JsonNode preview = post("branch", "/api/schedules/preview", Bodies.schedule(ROOM), 200);

        assertThat(preview.path("nextRuns")).hasSize(10);
        assertThat(preview.path("timeZone").asText()).isEqualTo("Asia/Seoul");
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule")).isEqualTo(before);
    }

    @Test
    void aDeletedScheduleIsGoneAndItsProofStays() {
        long id = create("branch", Bodies.schedule(ROOM));
        DATABASE.execute(
                "UPDATE kb_schedule SET next_send_at = UTC_TIMESTAMP(3) - INTERVAL 10 SECOND WHERE id = ?", id);

        delete("branch", id);

        send("branch", HttpMethod.GET, "/api/schedules/" + id, null, 404);
        assertThat(get("branch", "/api/schedules/" + id + "/logs").path("items"))
                .hasSize(1);
    }

    @Test
    void aCancelledOccurrenceHasEnded() {
        long occurrence = DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 5, 'QUEUED', UTC_TIMESTAMP(3),
                  '{"text":"x","images1":[],"images2":[],"order":"TEXT_FIRST"}', REPEAT('0', 64))""", WORLD.branch, ROOM);

        JsonNode answer = post("branch", "/api/occurrences/" + occurrence + "/cancel", null, 200);

        assertThat(answer.at("/occurrence/state").asText()).isEqualTo("CANCELLED");
        assertThat(answer.path("inFlight").asBoolean()).isFalse();
        post("branch", "/api/occurrences/" + occurrence + "/cancel", null, 409);
    }

    /** Two people, or two presses: the second finds it as it wants it, and does not turn it back on. */
    @Test
    void turningOffTwiceIsTurningOff() {
        long id = create("branch", Bodies.schedule(ROOM));

        for (int i = 0; i < 2; i++) {
            assertThat(toggle(id, "{\"active\":false}").at("/schedule/status").asText())
                    .isEqualTo("inactive");
        }
    }

    @Test
    void aMonthlyScheduleKeepsItsDatesAndKnowsItsNextRun() {
        JsonNode made = created("branch", Bodies.schedule(ROOM).put("scheduleType", "monthly"));
        long id = made.path("id").asLong();

        JsonNode kept = get("branch", "/api/schedules/" + id);

        assertThat(kept.path("scheduleMonthDays").toString()).isEqualTo("[\"15\",\"last:friday\"]");
        LocalDate next = OffsetDateTime.parse(kept.path("nextSendAt").asText())
                .atZoneSameInstant(ZoneId.of("Asia/Seoul"))
                .toLocalDate();
        assertThat(next.getDayOfMonth() == 15
                        || next.with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY))
                                .equals(next))
                .as("%s", next)
                .isTrue();
    }

    @Test
    void theRunsOfAScheduleShowTheirParts() {
        JsonNode made = created("branch", Bodies.schedule(ROOM));
        long id = made.path("id").asLong();
        long occurrence = DATABASE.execute("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                  content, content_hash) VALUES (?, ?, ?, '2026-01-05 00:00:00', '2026-01-05 00:05:00', 5, 'PARTIAL', '{}', REPEAT('0', 64))""", id, WORLD.branch, ROOM);
        DATABASE.execute("""
                INSERT INTO kb_part (occurrence_id, room_id, position, kind, state)
                VALUES (?, ?, 0, 'TEXT', 'CONFIRMED'), (?, ?, 1, 'IMAGES_1', 'FAILED')""", occurrence, ROOM, occurrence, ROOM);

        JsonNode run = get("branch", "/api/schedules/" + id + "/occurrences").at("/items/0");

        assertThat(run.at("/parts/0/state").asText()).isEqualTo("CONFIRMED");
        assertThat(run.at("/parts/1/kind").asText()).isEqualTo("IMAGES_1");
    }

    @Test
    void whatIsDueNextComesFirstAndOnlyWhatIsOnesOwn() {
        long late = create("branch", Bodies.schedule(ROOM));
        long soon = create("branch", Bodies.schedule(ROOM));
        long foreign = create("other-branch", Bodies.schedule(OTHER_ROOM));
        DATABASE.execute("UPDATE kb_schedule SET next_send_at = '2000-01-02' WHERE id = ?", late);
        DATABASE.execute("UPDATE kb_schedule SET next_send_at = '2000-01-01' WHERE id IN (?, ?)", soon, foreign);

        List<Integer> ids = get("branch", "/api/schedules/upcoming?limit=2").findValues("id").stream()
                .map(JsonNode::asInt)
                .toList();

        assertThat(ids).containsExactly((int) soon, (int) late);
    }

    @Test
    void problemsSpeakTheCallersLanguage() {
        as("branch")
                .get()
                .uri("/api/schedules/999999999")
                .header("Accept-Language", "ko")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("찾을 수 없습니다");
    }

    private JsonNode toggle(long id, @Nullable String body) {
        return post("branch", "/api/schedules/" + id + "/toggle", body, 200);
    }
}
