package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What people do about runs that did not go well: settling what is unknown, sending again what is missing. */
class AfterwardsIT extends ApiTest {
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
        // As a replica of a newer release has it, of a run that waits.
        DATABASE.execute(
                "UPDATE kb_idempotency SET body = JSON_SET(body, '$.waitReason', 'GAP', '$.waitDetail', '30 s between two messages of a room',"
                        + " '$.waitDetailKo', 'x', '$.ofLater', 1) WHERE idempotency_key = ?",
                key);
        JsonNode replayed = resend(id, key, 202);
        assertThat(replayed.path("waitDetailKo").asText()).startsWith("한 톡방의");
        assertThat(replayed.has("ofLater")).isFalse();
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
