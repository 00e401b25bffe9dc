package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Limits of one room, which head office sets and others keep. */
class RoomQuotasIT extends ApiTest {
    private static final String URI = "/api/rooms";

    @Test
    void headOfficeSetsThemAndTakesThemBack() {
        JsonNode made = post("hq", URI, withQuotas(60, 10), 201);
        assertThat(made.at("/quotas/gapSeconds").asInt()).isEqualTo(60);
        assertThat(made.at("/quotas/messagesPerDay").asInt()).isEqualTo(10);
        assertThat(made.at("/quotas/partsPerHour").isMissingNode()
                        || made.at("/quotas/partsPerHour").isNull())
                .isTrue();
        long id = made.path("id").asLong();

        JsonNode without = put("hq", id, made, room().put("name", "usual"));

        assertThat(without.path("quotas").isMissingNode()
                        || without.path("quotas").isNull())
                .isTrue();
    }

    @Test
    void othersKeepThemAndSetNone() {
        JsonNode made = post("hq", URI, withQuotas(60, 10), 201);
        long id = made.path("id").asLong();

        JsonNode renamed = put("agency", id, made, room().put("name", "renamed"));

        assertThat(renamed.path("name").asText()).isEqualTo("renamed");
        assertThat(renamed.at("/quotas/gapSeconds").asInt()).isEqualTo(60);
        assertThat(post("agency", URI, withQuotas(1, 500), 422)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/quotas");
    }

    @Test
    void whatWaitedForTheOldLimitLooksAgain() {
        JsonNode made = post("hq", URI, withQuotas(60, 10), 201);
        long id = made.path("id").asLong();
        long waiting = DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  wait_reason, wait_detail, not_before, content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 DAY, 5, 'QUEUED',
                  UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 'QUOTA', '10 messages a day; the room has had 10', UTC_TIMESTAMP(3) + INTERVAL 1 HOUR,
                  '{}', REPEAT('0', 64))""", WORLD.branch, id);

        put("hq", id, made, withQuotas(60, 100));

        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND wait_reason IS NULL AND wake_at <= UTC_TIMESTAMP(3)",
                        waiting))
                .isEqualTo(1);
    }

    @Test
    void whatARoomHasHadOfItsLimitsIsTold() {
        long id = post("hq", URI, withQuotas(60, 10), 201).path("id").asLong();
        DATABASE.execute(
                "UPDATE kb_part SET state = 'CONFIRMED', started_at = UTC_TIMESTAMP(3), finished_at = UTC_TIMESTAMP(3) WHERE occurrence_id = ?",
                Things.occurrence(WORLD.branch, id, "SUCCESS"));

        JsonNode usage = get("branch", URI + "/" + id + "/usage");

        assertThat(usage.at("/messagesPerDay/had").asInt()).isEqualTo(1);
        assertThat(usage.at("/messagesPerDay/limit").asInt()).isEqualTo(10);
        assertThat(usage.at("/partsPerMinute/had").asInt()).isEqualTo(1);
        assertThat(usage.path("gapSeconds").asInt()).isEqualTo(60);
        assertThat(Instant.parse(usage.path("dayEndsAt").asText()))
                .isBetween(DATABASE.now(), DATABASE.now().plus(25, ChronoUnit.HOURS));
        send("other-branch", HttpMethod.GET, URI + "/" + id + "/usage", null, 404);
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        ObjectNode tooFew = room();
        tooFew.putObject("quotas").put("partsPerMinute", 2);

        assertThat(post("hq", URI, tooFew, 422).at("/errors/0/pointer").asText())
                .isEqualTo("/quotas/partsPerMinute");
    }

    private static ObjectNode room() {
        return Bodies.room(WORLD.branch, BOT);
    }

    private static ObjectNode withQuotas(int gapSeconds, int messagesPerDay) {
        ObjectNode body = room();
        body.putObject("quotas").put("gapSeconds", gapSeconds).put("messagesPerDay", messagesPerDay);
        return body;
    }

    private JsonNode put(String login, long id, JsonNode before, ObjectNode body) {
        return put(login, URI + "/" + id, before.path("version").asInt(), body);
    }
}
