package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What people do about runs that did not go well: asking why, settling what is unknown, sending again what is missing. */
class AfterwardsIT extends ApiTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Test
    void anUnknownRunIsSettledOnceAndItsProofSaysByWhom() {
        long id = run("UNKNOWN", "CONFIRMED", "UNKNOWN");

        JsonNode settled = settle(id, Bodies.settlement().toString(), 200);

        assertThat(settled.path("state").asText()).isEqualTo("SUCCESS");
        assertThat(settled.path("parts").path(1).path("state").asText()).isEqualTo("SENT");
        assertThat(DATABASE.query("SELECT status, error_message FROM kb_schedule_logs WHERE occurrence_id = ?", id))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("status", "success");
                    assertThat((String) row.get("error_message"))
                            .contains("SETTLED_BY_HAND")
                            .contains("branch");
                });
        assertThat(resultOf(id)).contains("\"SUCCESS\"").contains("SETTLED_BY_HAND");
        settle(id, Bodies.settlement().toString(), 409);
    }

    @Test
    void onlyWhatDidNotArriveIsSentAgainAndOnce() {
        long id = run("PARTIAL", "CONFIRMED", "FAILED");
        String key = key();

        JsonNode again = resend(id, key, 202);

        assertThat(again.path("resendOf").asLong()).isEqualTo(id);
        assertThat(again.path("origin").asText()).isEqualTo("RESEND");
        assertThat(resend(id, key, 202).path("id")).isEqualTo(again.path("id"));
        String content = (String) DATABASE.query(
                        "SELECT CAST(content AS CHAR) AS c FROM kb_occurrence WHERE id = ?",
                        again.path("id").asLong())
                .get(0)
                .get("c");
        assertThat(content).doesNotContain("the text").contains("abc123");
        resend(id, key(), 409);
    }

    @Test
    void whatIsUnknownUnderWayOrThereIsNotSentAgain() {
        resend(run("UNKNOWN", "UNKNOWN", "SKIPPED"), key(), 409);
        resend(run("SUCCESS", "CONFIRMED", "CONFIRMED"), key(), 409);
        resend(run("QUEUED", "PENDING", "PENDING"), key(), 409);
    }

    /** Not arrived, says a person: from then on it may be sent again. */
    @Test
    void whatAPersonDidNotFindIsSentAgain() {
        long id = run("UNKNOWN", "UNKNOWN", "SKIPPED");

        assertThat(settle(id, "{\"arrived\":false}", 200).path("state").asText())
                .isEqualTo("FAILED");

        resend(id, key(), 202);
    }

    @Test
    void whyIsToldWithTheRuleAndItsEnd() {
        long waiting = run("QUEUED", "PENDING", "PENDING");
        DATABASE.execute(
                "UPDATE kb_occurrence SET finished_at = NULL, wait_reason = 'QUOTA', wait_detail = '5 parts in a minute',"
                        + " not_before = '2080-01-01 00:00:00' WHERE id = ?",
                waiting);

        JsonNode why = get("branch", "/api/occurrences/" + waiting + "/why");

        assertThat(why.path("code").asText()).isEqualTo("QUOTA");
        assertThat(why.path("ko").asText()).contains("횟수");
        assertThat(why.path("detail").asText()).isEqualTo("5 parts in a minute");
        assertThat(Instant.parse(why.path("until").asText())).isEqualTo(Instant.parse("2080-01-01T00:00:00Z"));
    }

    @Test
    void aScheduleSaysTheFirstThingThatStandsInItsWay() {
        long room = WORLD.room(WORLD.branch, BOT);
        long id = WORLD.once(room, Instant.parse("2080-01-01T00:00:00Z"), "why");
        assertThat(code(id)).isEqualTo("NOT_DUE");

        DATABASE.execute("UPDATE kb_room SET paused_until = '2090-01-01', pause_reason = 'moving' WHERE id = ?", room);
        assertThat(code(id)).isEqualTo("ROOM_PAUSED");
        long stop = DATABASE.execute(
                "INSERT INTO kb_stop (scope, target_id, reason, until_at, created_by) VALUES ('room', ?, 'x', '2091-01-01', 'hq')",
                room);
        assertThat(code(id)).isEqualTo("STOPPED");
        DATABASE.execute("UPDATE kb_stop SET lifted_at = UTC_TIMESTAMP(3) WHERE id = ?", stop);
        DATABASE.execute("UPDATE kb_schedule SET status = 'inactive', status_reason = 'holiday' WHERE id = ?", id);
        assertThat(code(id)).isEqualTo("SCHEDULE_OFF");
        DATABASE.execute("UPDATE kb_schedule SET status = 'completed', next_send_at = NULL WHERE id = ?", id);
        assertThat(code(id)).isEqualTo("SCHEDULE_COMPLETED");
    }

    /** Before it is due: of the room's quota nothing is left today. */
    @Test
    void aScheduleSaysThatTheRoomWillHaveHadEnough() {
        long room = WORLD.room(WORLD.branch, BOT);
        DATABASE.execute("UPDATE kb_room SET quotas = '{\"messagesPerDay\":1,\"gapSeconds\":0}' WHERE id = ?", room);
        ZonedDateTime midnight =
                DATABASE.now().atZone(SEOUL).truncatedTo(ChronoUnit.DAYS).plusDays(1);
        long today = WORLD.once(room, midnight.minusNanos(1_000_000).toInstant(), "today");
        long tomorrow = WORLD.once(room, midnight.plusHours(1).toInstant(), "tomorrow");
        assertThat(code(today)).isEqualTo("NOT_DUE");

        long run = run("SUCCESS", "CONFIRMED", "CONFIRMED");
        DATABASE.execute(
                "UPDATE kb_part SET room_id = ?, started_at = UTC_TIMESTAMP(3), finished_at = UTC_TIMESTAMP(3) WHERE occurrence_id = ?",
                room,
                run);

        JsonNode why = get("branch", "/api/schedules/" + today + "/why");
        assertThat(why.path("code").asText()).isEqualTo("QUOTA");
        assertThat(why.path("detail").asText()).isEqualTo("1 messages a day");
        assertThat(Instant.parse(why.path("until").asText())).isEqualTo(midnight.toInstant());
        assertThat(code(tomorrow)).isEqualTo("NOT_DUE");
    }

    /** What the other systems are told. */
    private static String resultOf(long id) {
        try (var events = new Events()) {
            var result = events.await(
                    Topics.DISPATCH_RESULTS,
                    record ->
                            new String(record.value(), StandardCharsets.UTF_8).contains("\"occurrenceId\":" + id + ","),
                    Duration.ofSeconds(30));
            return new String(result.value(), StandardCharsets.UTF_8);
        }
    }

    private String code(long schedule) {
        return get("branch", "/api/schedules/" + schedule + "/why").path("code").asText();
    }

    /** A run of a text and an image in these states. */
    private static long run(String state, String text, String image) {
        long id = DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, content,
                  content_hash, finished_at)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 5, ?,
                  '{"text":"the text","images1":[{"id":1,"sha256":"abc123","name":"x","mediaType":"image/png"}],"images2":[],"order":"TEXT_FIRST"}',
                  REPEAT('0', 64), UTC_TIMESTAMP(3))""", WORLD.branch, ROOM, state);
        int position = 0;
        for (String part : List.of(text, image)) {
            DATABASE.execute(
                    "INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES (?, ?, ?, ?, ?)",
                    id,
                    ROOM,
                    position,
                    position == 0 ? "TEXT" : "IMAGES_1",
                    part);
            position++;
        }
        return id;
    }

    private JsonNode settle(long id, String body, int status) {
        return post("branch", "/api/occurrences/" + id + "/settle", body, status);
    }

    private JsonNode resend(long id, String key, int status) {
        return send("branch", HttpMethod.POST, "/api/occurrences/" + id + "/resend", key, null, status);
    }
}
