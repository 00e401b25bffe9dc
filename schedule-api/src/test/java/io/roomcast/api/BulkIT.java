package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** One action on many schedules: each row's own answer, once per key, and back again. */
class BulkIT extends ApiTest {
    @Test
    void eachRowHasItsOwnAnswer() {
        long own = daily();
        long foreign = WORLD.once(OTHER_ROOM, Instant.parse("2080-01-01T00:00:00Z"), "foreign");

        JsonNode results =
                bulk(key(), Bodies.bulk("pause", own, foreign, 987_654_321L)).path("results");

        assertThat(results.findValuesAsText("done")).containsExactly("true", "false", "false");
        assertThat(results.path(1).path("code").asText()).isEqualTo("not_found");
        assertThat(status(own)).isEqualTo("inactive");
        assertThat(status(foreign)).isEqualTo("active");
    }

    @Test
    void aFilterMeansAllThatItsListShows() {
        long room = WORLD.room(WORLD.branch, BOT);
        long first = create("branch", Bodies.schedule(room));
        long second = create("branch", Bodies.schedule(room));
        long off = create("branch", Bodies.schedule(room).put("status", "inactive"));
        ObjectNode body = filtered("pause").put("reason", "점검");
        body.putObject("filter").put("roomId", room).put("status", "active");
        String key = key();

        JsonNode done = bulk(key, body);

        assertThat(done.path("results").findValuesAsText("id"))
                .containsExactlyInAnyOrder(Long.toString(first), Long.toString(second));
        assertThat(status(first)).isEqualTo("inactive");
        // None of them matches any more; the answer is that of the first time.
        assertThat(bulk(key, body)).isEqualTo(done);
        undo(done, 200);
        assertThat(status(second)).isEqualTo("active");
        assertThat(status(off)).isEqualTo("inactive");
    }

    @Test
    void aFilterEndsAtTheCallersOwn() {
        long foreign = create("other-branch", Bodies.schedule(OTHER_ROOM).put("title", "only theirs"));
        ObjectNode body = filtered("delete");
        body.putObject("filter").put("text", "only theirs");

        assertThat(bulk(key(), body).path("results")).isEmpty();

        send("other-branch", HttpMethod.GET, "/api/schedules/" + foreign, null, 200);
    }

    @Test
    void eitherIdsOrAFilter() {
        assertThat(refusal(filtered("pause")).at("/errors/0/pointer").asText()).isEqualTo("/ids");
        ObjectNode both = Bodies.bulk("pause", 1);
        both.putObject("filter");
        assertThat(refusal(both).at("/errors/0/pointer").asText()).isEqualTo("/ids");
        ObjectNode unknown = filtered("pause");
        unknown.putObject("filter").put("status", "asleep");
        assertThat(refusal(unknown).at("/errors/0/pointer").asText()).isEqualTo("/filter/status");
    }

    private static ObjectNode filtered(String action) {
        ObjectNode body = Bodies.bulk(action);
        body.remove("ids");
        return body;
    }

    private JsonNode refusal(ObjectNode body) {
        return post("branch", "/api/schedules/bulk", body, 422);
    }

    @Test
    void theSameKeyCopiesOnce() {
        long id = daily();
        String key = key();

        JsonNode first = bulk(key, Bodies.bulk("copy", id));
        JsonNode again = bulk(key, Bodies.bulk("copy", id));

        assertThat(again).isEqualTo(first);
        long copy = first.path("results").path(0).path("copyId").asLong();
        assertThat(get(copy).path("title").asText()).endsWith("(복사)");
        assertThat(get(copy).path("nextSendAt")).isEqualTo(get(id).path("nextSendAt"));
        undo(first, 200);
        send("branch", HttpMethod.GET, "/api/schedules/" + copy, null, 404);
    }

    static Stream<Arguments> everyWay() {
        return Stream.of("pause", "resume", "delete", "copy", "move_times", "change_room", "extend")
                .flatMap(action -> Stream.of(Arguments.of(action, false), Arguments.of(action, true)));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void whatWasDoneIsUndone(String action, boolean byFilter) {
        long room = WORLD.room(WORLD.branch, BOT);
        String status = action.equals("resume") ? "inactive" : "active";
        long id = create(
                "branch", Bodies.schedule(room).put("scheduleType", "daily").put("status", status));
        JsonNode before = get(id);
        ObjectNode body = byFilter ? filtered(action) : Bodies.bulk(action, id);
        body.put("roomId", TEST_ROOM).put("validUntil", "2085-01-01T00:00:00Z");
        body.putArray("scheduleTimes").add("07:07");
        if (byFilter) {
            body.putObject("filter").put("roomId", room);
        }

        JsonNode done = bulk(key(), body);
        assertThat(done.path("results").path(0).path("done").asBoolean()).isTrue();
        if (!List.of("delete", "copy").contains(action)) {
            assertThat(comparable(get(id))).isNotEqualTo(comparable(before));
        }
        undo(done, 200);

        assertThat(comparable(get(id))).isEqualTo(comparable(before));
        undo(done, 409);
    }

    /** Nobody meant to skip it. */
    @ParameterizedTest
    @ValueSource(strings = {"pause", "delete"})
    void whatFellDueMeanwhileIsNotLostByAnUndo(String action) {
        long one = daily();
        long other = daily();
        JsonNode done = bulk(key(), Bodies.bulk(action, one, other));
        DATABASE.execute(
                "UPDATE kb_bulk_step SET created_at = UTC_TIMESTAMP(3) - INTERVAL 2 DAY WHERE schedule_id = ?", one);

        undo(done, 200);

        assertThat(instant(get(one), "nextSendAt")).isBefore(DATABASE.now());
        assertThat(instant(get(other), "nextSendAt")).isAfter(DATABASE.now());
    }

    /** Of a mixed selection only what the action changed. */
    @Test
    void whatWasSoAlreadyIsNotUndone() {
        long on = daily();
        long off = daily();
        post("branch", "/api/schedules/" + off + "/toggle", Bodies.example("ToggleRequest"), 200);
        for (String action : List.of("pause", "resume")) {
            List<JsonNode> before = List.of(comparable(get(on)), comparable(get(off)));

            JsonNode done = bulk(key(), Bodies.bulk(action, on, off));
            assertThat(done.findValuesAsText("done")).containsOnly("true");
            JsonNode undone = undo(done, 200);

            assertThat(List.of(comparable(get(on)), comparable(get(off)))).isEqualTo(before);
            assertThat(undone.path("results")).hasSize(1);
        }
    }

    @Test
    void anUndoneResumeBringsBackWhyItWasOff() {
        long id = daily();
        DATABASE.execute(
                "UPDATE kb_schedule SET status = 'error', status_reason = 'unreadable', next_send_at = NULL WHERE id = ?",
                id);
        JsonNode before = comparable(get(id));

        JsonNode done = bulk(key(), Bodies.bulk("resume", id));
        assertThat(status(id)).isEqualTo("active");
        undo(done, 200);

        assertThat(comparable(get(id))).isEqualTo(before);
    }

    @Test
    void anUndoneMoveBringsBackTheRunsThatSomebodyChanged() {
        long id = daily();
        List<Instant> runs = dueAts(id);
        send("branch", HttpMethod.PUT, run(id, runs.get(1)), "{\"skip\":true}", 200);
        send("branch", HttpMethod.PUT, run(id, runs.get(2)), "{\"messageText\":\"오늘만\"}", 200);
        JsonNode before = get("branch", "/api/schedules/" + id + "/runs");
        ObjectNode body = Bodies.bulk("move_times", id);
        body.putArray("scheduleTimes").add("07:07");

        JsonNode done = bulk(key(), body);
        assertThat(get("branch", "/api/schedules/" + id + "/runs")).isNotEqualTo(before);
        undo(done, 200);

        assertThat(get("branch", "/api/schedules/" + id + "/runs")).isEqualTo(before);
    }

    private static String run(long id, Instant originalAt) {
        return "/api/schedules/" + id + "/runs/" + originalAt;
    }

    @Test
    void whatSomebodyChangedMeanwhileIsLeftAlone() {
        long id = daily();
        JsonNode done = bulk(key(), Bodies.bulk("pause", id));
        DATABASE.execute("UPDATE kb_schedule SET version = version + 1, title = 'theirs' WHERE id = ?", id);

        JsonNode undone = undo(done, 200);

        assertThat(undone.path("results").path(0).path("code").asText()).isEqualTo("stale");
        assertThat(status(id)).isEqualTo("inactive");
    }

    @Test
    void tooLateOrOfSomebodyElseItCannotBeUndone() {
        JsonNode done = bulk(key(), Bodies.bulk("pause", daily()));
        String uri = "/api/schedules/bulk/" + done.path("bulkId").asText() + "/undo";

        as("agency").post().uri(uri).exchange().expectStatus().isEqualTo(409);
        DATABASE.execute("UPDATE kb_bulk_step SET created_at = created_at - INTERVAL 20 SECOND");
        as("branch").post().uri(uri).exchange().expectStatus().isEqualTo(409);
    }

    @Test
    void anActionNeedsWhatItIsAbout() {
        for (String action : List.of("move_times", "change_room", "extend")) {
            as("branch")
                    .post()
                    .uri("/api/schedules/bulk")
                    .header("Idempotency-Key", key())
                    .bodyValue(Bodies.bulk(action, 1))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
        as("branch")
                .post()
                .uri("/api/schedules/bulk")
                .bodyValue(Bodies.bulk("pause", 1))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    /** All but what every change counts up. */
    private static JsonNode comparable(JsonNode schedule) {
        ObjectNode copy = schedule.deepCopy();
        copy.remove(List.of("version", "updatedAt"));
        return copy;
    }

    private JsonNode bulk(String key, ObjectNode body) {
        return send("branch", HttpMethod.POST, "/api/schedules/bulk", key, body, 200);
    }

    private JsonNode undo(JsonNode done, int status) {
        return post("branch", "/api/schedules/bulk/" + done.path("bulkId").asText() + "/undo", null, status);
    }

    private JsonNode get(long id) {
        return get("branch", "/api/schedules/" + id);
    }

    private static String status(long id) {
        return (String) DATABASE.query("SELECT status FROM kb_schedule WHERE id = ?", id)
                .get(0)
                .get("status");
    }
}
