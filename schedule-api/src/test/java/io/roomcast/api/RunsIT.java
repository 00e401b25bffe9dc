package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Single runs: skipped, moved, changed, put back; runs beside the rule; test sends. */
class RunsIT extends ApiTest {
    private static final String PREVIEW = "/api/schedules/preview";

    @Test
    void theNextRunIsSkippedAndPutBack() {
        long id = daily();
        List<Instant> before = dueAts(id);

        JsonNode changed = change(id, before.get(0), "{\"skip\":true}", 200);

        assertThat(instant(changed, "nextSendAt")).isEqualTo(before.get(1));
        JsonNode skipped = runs(id).get(0);
        assertThat(skipped.path("skipped").asBoolean()).isTrue();
        assertThat(instant(skipped, "dueAt")).isEqualTo(before.get(0));
        assertThat(dueAts(id)).hasSize(11).startsWith(before.get(0), before.get(1));

        JsonNode restored = putBack(id, before.get(0), 200);

        assertThat(instant(restored, "nextSendAt")).isEqualTo(before.get(0));
        assertThat(dueAts(id)).isEqualTo(before);
        putBack(id, before.get(0), 404);
    }

    @Test
    void oneRunIsMovedAndSaysSomethingElse() {
        long id = daily();
        List<Instant> before = dueAts(id);
        Instant target = before.get(0).plusSeconds(3_600);

        change(id, before.get(0), "{\"moveTo\":\"%s\",\"messageText\":\"오늘만\"}".formatted(target), 200);

        JsonNode moved = runs(id).get(0);
        assertThat(instant(moved, "dueAt")).isEqualTo(target);
        assertThat(instant(moved, "originalAt")).isEqualTo(before.get(0));
        assertThat(moved.path("changed").asBoolean()).isTrue();
        assertThat(moved.path("messageText").asText()).isEqualTo("오늘만");

        // It is only moved: what it says stays.
        Instant later = target.plusSeconds(60);
        change(id, before.get(0), "{\"moveTo\":\"%s\"}".formatted(later), 200);
        assertThat(instant(runs(id).get(0), "dueAt")).isEqualTo(later);
        assertThat(runs(id).get(0).path("messageText").asText()).isEqualTo("오늘만");

        // It is moved once more, onto another run and into the past: both are refused.
        change(id, before.get(0), "{\"moveTo\":\"%s\"}".formatted(before.get(1)), 422);
        change(id, before.get(0), "{\"moveTo\":\"2026-01-01T00:00:00Z\"}", 422);
        change(id, before.get(0), "{\"skip\":true,\"messageText\":\"x\"}", 422);
        change(id, before.get(0), "{}", 422);
        change(id, before.get(0), "{\"messageText\":\"\"}", 422);
        change(id, before.get(0).plusSeconds(1), "{\"skip\":true}", 404);
    }

    /** Each run has its own row in the history: two cannot share a moment, skipped or not. */
    @Test
    void noTwoRunsMeetAtOneMoment() {
        long id = daily();
        List<Instant> runs = dueAts(id);
        change(id, runs.get(1), "{\"skip\":true}", 200);
        change(id, runs.get(0), "{\"moveTo\":\"%s\"}".formatted(runs.get(1)), 422);
        Instant aside = runs.get(2).plusSeconds(60);
        change(id, runs.get(2), "{\"moveTo\":\"%s\"}".formatted(aside), 200);
        change(id, runs.get(3), "{\"moveTo\":\"%s\"}".formatted(aside), 422);
        change(id, runs.get(3), "{\"moveTo\":\"%s\"}".formatted(runs.get(2)), 422);
    }

    /** Its own moment is over, but it has not been sent. */
    @Test
    void aRunThatWasMovedToLaterCanStillBeMovedAndSkippedButNotPutBack() {
        long id =
                WORLD.schedule(ROOM, "daily", DATABASE.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS), "x");
        Instant original = dueAts(id).get(0).minusSeconds(86_400);
        DATABASE.execute("""
                INSERT INTO kb_schedule_exception (schedule_id, original_at, action, moved_to, created_by)
                VALUES (?, ?, 'change', ?, 1)""", id, original, original.plusSeconds(86_400 - 1_800));
        DATABASE.execute("UPDATE kb_schedule SET has_exceptions = 1 WHERE id = ?", id);

        putBack(id, original, 409);
        change(id, original, "{\"moveTo\":\"%s\"}".formatted(original.plusSeconds(86_400 - 1_700)), 200);
        change(id, original, "{\"messageText\":\"now?\"}", 422);
        change(id, original, "{\"skip\":true}", 200);
    }

    @Test
    void oneRunOfAnAdvertisementIsAnAdvertisement() {
        ObjectNode body = Bodies.schedule(ROOM)
                .put("scheduleType", "daily")
                .put("advertising", true)
                .put("messageText", "(광고) 할인\n무료수신거부 080-000-0000");
        long id = create("branch", body);
        change(id, dueAts(id).get(0), "{\"messageText\":\"할인\"}", 422);
        change(id, dueAts(id).get(0), "{\"messageText\":\"(광고) 오늘만\\n무료수신거부 080-000-0000\"}", 200);

        long atNight = create("hq", body.put("organizationId", WORLD.branch).put("nightReason", "asked for"));
        change(atNight, dueAts(atNight).get(0), "{\"messageText\":\"(광고) 오늘만\\n무료수신거부 080-000-0000\"}", 422);
        change(atNight, dueAts(atNight).get(0), "{\"skip\":true}", 200);
    }

    @Test
    void aRunThatWasClaimedCannotBeChanged() {
        long id = daily();
        Instant next = dueAts(id).get(0);
        DATABASE.execute("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                  content, content_hash)
                SELECT id, organization_id, room_id, next_send_at, next_send_at, 5, 'SUCCESS', '{}', REPEAT('0', 64)
                FROM kb_schedule WHERE id = ?""", id);

        change(id, next, "{\"skip\":true}", 409);
    }

    @Test
    void theOnlyRunSkippedCompletesAScheduleAndPutBackBringsItToLife() {
        Instant due = Instant.parse("2080-05-01T00:00:00Z");
        long id = WORLD.once(ROOM, due, "only");

        assertThat(change(id, due, "{\"skip\":true}", 200).path("status").asText())
                .isEqualTo("completed");
        assertThat(putBack(id, due, 200).path("status").asText()).isEqualTo("active");
    }

    @Test
    void anEditKeepsTheExceptionsThatStillFit() {
        long id = daily();
        List<Instant> before = dueAts(id);
        change(id, before.get(1), "{\"skip\":true}", 200);
        int version = (int) DATABASE.count("SELECT version FROM kb_schedule WHERE id = ?", id);

        ObjectNode sameTime = Bodies.schedule(ROOM).put("scheduleType", "daily").put("title", "same time");
        List<Instant> previewed = previewed(sameTime, id);
        assertThat(previewed).startsWith(before.get(0), before.get(2)).doesNotContain(before.get(1));
        assertThat(previewed(sameTime, null)).startsWith(before.get(0), before.get(1));

        edit(id, version, sameTime);

        assertThat(runs(id).get(1).path("skipped").asBoolean()).isTrue();
        assertThat(dueOf(runs(id))).startsWith(previewed.get(0), previewed.get(1));

        ObjectNode later = Bodies.schedule(ROOM).put("scheduleType", "daily");
        later.putArray("scheduleTimes").add("11:11");
        List<Instant> ofLater = previewed(later, id);
        assertThat(ofLater).isEqualTo(previewed(later, null));
        edit(id, version + 1, later);

        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule_exception WHERE schedule_id = ?", id))
                .isZero();
    }

    @Test
    void noPreviewSaysWhatAnotherBranchHas() {
        long foreign = WORLD.once(OTHER_ROOM, Instant.parse("2080-05-01T00:00:00Z"), "another's");
        for (long unseen : List.of(foreign, 9_999_999_999L)) {
            assertThat(post("branch", PREVIEW + "?scheduleId=" + unseen, Bodies.schedule(ROOM), 400)
                            .at("/errors/0/pointer")
                            .asText())
                    .isEqualTo("scheduleId");
        }
    }

    @Test
    void aScheduleIsRunAtOnceBesideItsRule() {
        long id = daily();
        List<Instant> before = dueAts(id);
        String key = key();

        JsonNode first = runNow(id, key);
        JsonNode again = runNow(id, key);

        assertThat(first.path("origin").asText()).isEqualTo("RUN_NOW");
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(dueAts(id)).isEqualTo(before);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_occurrence WHERE schedule_id = ?", id))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotSavedIsTriedInATestRoomOnly() {
        assertThat(post("branch", "/api/test-sends", Bodies.testSend(TEST_ROOM), 202)
                        .path("origin")
                        .asText())
                .isEqualTo("TEST");
        assertThat(post("branch", "/api/test-sends", Bodies.testSend(ROOM), 422)
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/roomId");
    }

    @Test
    void whatIsDueAtOnceStandsBehindWhatHasBeenAdmitted() {
        long room = WORLD.room(WORLD.branch, BOT);
        DATABASE.execute("UPDATE kb_room SET kind = 'test' WHERE id = ?", room);
        Instant due = Instant.parse("2080-05-01T00:00:00Z");
        SentRuns.admitted(room, due);

        assertThat(post("branch", "/api/test-sends", Bodies.testSend(room), 202)
                        .path("scheduledAt")
                        .asText())
                .isEqualTo("2080-05-01T00:00:00.001Z");
    }

    @Test
    void aScheduleIsRunNowTwiceBehindWhatHasBeenAdmitted() {
        long room = WORLD.room(WORLD.branch, BOT);
        Instant due = Instant.parse("2080-05-01T00:00:00Z");
        SentRuns.admitted(room, due);
        long id = WORLD.once(room, due.plusSeconds(60), "twice");

        assertThat(runNow(id, key()).path("scheduledAt").asText()).isEqualTo("2080-05-01T00:00:00.001Z");
        assertThat(runNow(id, key()).path("scheduledAt").asText()).isEqualTo("2080-05-01T00:00:00.002Z");
    }

    /** @param of the schedule that it would be a change of; null: none */
    private List<Instant> previewed(ObjectNode body, @Nullable Long of) {
        var moments = new ArrayList<Instant>();
        post("branch", of == null ? PREVIEW : PREVIEW + "?scheduleId=" + of, body, 200)
                .path("nextRuns")
                .forEach(moment -> moments.add(Instant.parse(moment.asText())));
        return moments;
    }

    /** Of those that are not skipped. */
    private static List<Instant> dueOf(JsonNode runs) {
        var moments = new ArrayList<Instant>();
        runs.forEach(run -> {
            if (!run.path("skipped").asBoolean()) {
                moments.add(instant(run, "dueAt"));
            }
        });
        return moments;
    }

    private void edit(long id, int version, ObjectNode body) {
        put("branch", "/api/schedules/" + id, version, body);
    }

    /** By hand, too, an advertisement waits for the morning where nobody with the right to do so said why not. */
    @Test
    void anAdvertisementThatIsRunNowWaitsAtNightToo() {
        ObjectNode advertisement =
                Bodies.schedule(ROOM).put("advertising", true).put("messageText", "(광고) 행사\n무료수신거부 080-000-0000");
        long held = runNow(create("branch", advertisement), key()).path("id").asLong();
        long urgent =
                create("hq", advertisement.put("organizationId", WORLD.branch).put("nightReason", "제품 회수"));

        assertThat(heldAtNight(held)).isTrue();
        assertThat(heldAtNight(runNow(urgent, key()).path("id").asLong())).isFalse();
    }

    private static boolean heldAtNight(long occurrence) {
        return DATABASE.count("SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND held_at_night = 1", occurrence) == 1;
    }

    private JsonNode runNow(long id, String key) {
        return send("branch", HttpMethod.POST, "/api/schedules/" + id + "/run-now", key, null, 202);
    }

    private JsonNode change(long id, Instant originalAt, String body, int status) {
        return send("branch", HttpMethod.PUT, run(id, originalAt), body, status);
    }

    private JsonNode putBack(long id, Instant originalAt, int status) {
        return send("branch", HttpMethod.DELETE, run(id, originalAt), null, status);
    }

    private static String run(long id, Instant originalAt) {
        return "/api/schedules/" + id + "/runs/" + originalAt;
    }

    private JsonNode runs(long id) {
        return get("branch", "/api/schedules/" + id + "/runs");
    }
}
