package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Single runs: skipped, moved, changed, put back; runs beside the rule; test sends; holidays and stops. */
class RunsIT extends ApiTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

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

        JsonNode restored = send(HttpMethod.DELETE, run(id, before.get(0)), null)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(instant(restored, "nextSendAt")).isEqualTo(before.get(0));
        assertThat(dueAts(id)).isEqualTo(before);
        send(HttpMethod.DELETE, run(id, before.get(0)), null).expectStatus().isNotFound();
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
        long id = WORLD.schedule(
                ROOM,
                "daily",
                DATABASE.now().plusSeconds(3_600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                "x");
        Instant original = dueAts(id).get(0).minusSeconds(86_400);
        DATABASE.execute("""
                INSERT INTO kb_schedule_exception (schedule_id, original_at, action, moved_to, created_by)
                VALUES (?, ?, 'change', ?, 1)""", id, original, original.plusSeconds(86_400 - 1_800));
        DATABASE.execute("UPDATE kb_schedule SET has_exceptions = 1 WHERE id = ?", id);

        send(HttpMethod.DELETE, run(id, original), null).expectStatus().isEqualTo(409);
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

    /** What waited for the stop was cancelled meanwhile; what slept behind it must wake all the same. */
    @Test
    void liftingAStopWakesWhatSleptBehindIt() {
        long room = WORLD.room(WORLD.branch, BOT);
        long stop = as("hq").post()
                .uri("/api/stops")
                .bodyValue(Bodies.stop("room", room))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("stop")
                .path("id")
                .asLong();
        long behind = DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, priority, state, wake_at,
                  content, content_hash)
                VALUES (?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, 5, 'QUEUED',
                  UTC_TIMESTAMP(3) + INTERVAL 50 MINUTE, '{}', REPEAT('0', 64))""", WORLD.branch, room);

        as("hq").delete().uri("/api/stops/" + stop).exchange().expectStatus().isOk();

        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND wake_at <= UTC_TIMESTAMP(3)", behind))
                .isEqualTo(1);
    }

    /** Whoever stopped it may have gone since. */
    @Test
    void aStopCanBeLiftedWhenWhoeverMadeItIsGone() {
        WORLD.member(WORLD.agency, "goer", "manager", null);
        long stop = as("goer")
                .post()
                .uri("/api/stops")
                .bodyValue(Bodies.stop("room", ROOM))
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("stop")
                .path("id")
                .asLong();
        DATABASE.execute("DELETE FROM kb_member WHERE login_id = 'goer'");

        as("branch")
                .delete()
                .uri("/api/stops/" + stop)
                .exchange()
                .expectStatus()
                .isForbidden();
        as("agency")
                .delete()
                .uri("/api/stops/" + stop)
                .exchange()
                .expectStatus()
                .isOk();
    }

    /** A holiday that was entered by mistake must not end what it moved. */
    @Test
    void aHolidayTakenBackBringsAScheduleBackToLife() {
        ObjectNode body = Bodies.schedule(ROOM)
                .put("scheduleType", "once")
                .put("scheduleDate", "2081-03-03")
                .putNull("maxRuns");
        long id = create("branch", body);
        as("hq").put()
                .uri("/api/holidays/2081-03-03")
                .bodyValue(Bodies.holidayName())
                .exchange()
                .expectStatus()
                .isNoContent();
        assertThat(get("/api/schedules/" + id).path("status").asText()).isEqualTo("completed");

        as("hq").delete()
                .uri("/api/holidays/2081-03-03")
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(get("/api/schedules/" + id).path("status").asText()).isEqualTo("active");
        assertThat(instant(get("/api/schedules/" + id), "nextSendAt")).isEqualTo(Instant.parse("2081-03-03T00:00:00Z"));
    }

    @Test
    void quietHoursAreWholeSecondsApart() {
        for (String until : List.of("22:00:00", "22:00:00.4")) {
            as("agency")
                    .post()
                    .uri("/api/rooms")
                    .bodyValue(Bodies.room(WORLD.branch, BOT)
                            .put("quietFrom", "22:00:00")
                            .put("quietUntil", until))
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422);
        }
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
        send(HttpMethod.DELETE, run(id, due), null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("active");
    }

    @Test
    void anEditKeepsTheExceptionsThatStillFit() {
        long id = daily();
        List<Instant> before = dueAts(id);
        change(id, before.get(1), "{\"skip\":true}", 200);
        int version = (int) DATABASE.count("SELECT version FROM kb_schedule WHERE id = ?", id);

        edit(id, version, Bodies.schedule(ROOM).put("scheduleType", "daily").put("title", "same time"));

        assertThat(runs(id).get(1).path("skipped").asBoolean()).isTrue();

        ObjectNode later = Bodies.schedule(ROOM).put("scheduleType", "daily");
        later.putArray("scheduleTimes").add("11:11");
        edit(id, version + 1, later);

        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule_exception WHERE schedule_id = ?", id))
                .isZero();
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
        as("branch")
                .post()
                .uri("/api/test-sends")
                .header("Idempotency-Key", key())
                .bodyValue(Bodies.testSend(TEST_ROOM))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.origin")
                .isEqualTo("TEST");
        as("branch")
                .post()
                .uri("/api/test-sends")
                .header("Idempotency-Key", key())
                .bodyValue(Bodies.testSend(ROOM))
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/roomId");
    }

    @Test
    void everyKindOfRuleIsSaidInBothLanguages() {
        Map<ObjectNode, List<String>> said = Map.of(
                Bodies.schedule(ROOM).putNull("maxRuns"),
                List.of(
                        "매주 월·수 오전 9:00, 오후 6:30, 공휴일 제외",
                        "Every Mon, Wed at 9:00 AM, 6:30 PM, except on public holidays"),
                Bodies.schedule(ROOM)
                        .put("scheduleType", "monthly")
                        .put("holidayPolicy", "next")
                        .put("maxRuns", 3),
                List.of(
                        "매월 15일·마지막 금요일 오전 9:00, 오후 6:30, 공휴일이면 다음 영업일, 3회까지",
                        "Every month on day 15, the last Friday at 9:00 AM, 6:30 PM, on the business day after a public holiday, 3 times"),
                Bodies.schedule(ROOM)
                        .put("scheduleType", "interval")
                        .put("holidayPolicy", "ignore")
                        .putNull("maxRuns"),
                List.of("90분마다, 2026년 1월 1일 (목) 오전 9:00부터", "Every 90 minutes, from Thu, Jan 1, 2026 9:00 AM"),
                Bodies.schedule(ROOM)
                        .put("scheduleType", "cron")
                        .put("holidayPolicy", "previous")
                        .putNull("maxRuns"),
                List.of(
                        "크론 0 0 9 * * MON-FRI, 공휴일이면 앞 영업일",
                        "Cron 0 0 9 * * MON-FRI, on the business day before a public holiday"));

        said.forEach((body, expected) -> {
            JsonNode preview = as("branch")
                    .post()
                    .uri("/api/schedules/preview")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(JsonNode.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(preview.path("sentence").path("ko").asText()).isEqualTo(expected.get(0));
            assertThat(preview.path("sentence").path("en").asText()).isEqualTo(expected.get(1));
            assertThat(preview.path("nextRuns")).isNotEmpty();
        });
    }

    @Test
    void aNewHolidayMovesTheSchedulesThatAvoidHolidays() {
        long id = daily();
        Instant next = dueAts(id).get(0);
        LocalDate date = next.atZone(SEOUL).toLocalDate();

        as("hq").put()
                .uri("/api/holidays/" + date)
                .bodyValue(Bodies.holidayName())
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(dueAts(id)).doesNotContain(next);
        assertThat(instant(get("/api/schedules/" + id), "nextSendAt")).isAfter(next);
        assertThat(get("/api/holidays?year=" + date.getYear()).findValuesAsText("date"))
                .contains(date.toString());

        as("hq").delete().uri("/api/holidays/" + date).exchange().expectStatus().isNoContent();

        assertThat(instant(get("/api/schedules/" + id), "nextSendAt")).isEqualTo(next);
    }

    @Test
    void aStopIsSeenByWhomItConcernsAndLiftedByWhomItMay() {
        JsonNode stop = as("agency")
                .post()
                .uri("/api/stops")
                .bodyValue(Bodies.stop("organization", WORLD.branch))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("stop");
        String uri = "/api/stops/" + stop.path("id").asLong();

        assertThat(ids("branch")).contains(stop.path("id").asLong());
        assertThat(ids("other-branch")).doesNotContain(stop.path("id").asLong());
        as("branch").delete().uri(uri).exchange().expectStatus().isForbidden();
        as("other-branch").delete().uri(uri).exchange().expectStatus().isNotFound();
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_stop_guard WHERE open_until > UTC_TIMESTAMP(3)"))
                .isEqualTo(1);

        as("agency").delete().uri(uri).exchange().expectStatus().isOk();

        assertThat(ids("branch")).doesNotContain(stop.path("id").asLong());
        as("agency")
                .post()
                .uri("/api/stops")
                .bodyValue(Bodies.stop("all", null))
                .exchange()
                .expectStatus()
                .isForbidden();
        as("agency")
                .post()
                .uri("/api/stops")
                .bodyValue(Bodies.stop("bot", BOT))
                .exchange()
                .expectStatus()
                .isForbidden();
        as("branch")
                .post()
                .uri("/api/stops")
                .bodyValue(Bodies.stop("room", OTHER_ROOM))
                .exchange()
                .expectStatus()
                .isEqualTo(422);
    }

    private List<Long> ids(String login) {
        var ids = new ArrayList<Long>();
        JsonNode stops = as(login)
                .get()
                .uri("/api/stops")
                .exchange()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
        stops.forEach(stop -> ids.add(stop.path("id").asLong()));
        return ids;
    }

    private long daily() {
        return create("branch", Bodies.schedule(ROOM).put("scheduleType", "daily"));
    }

    private long create(String login, ObjectNode body) {
        return as(login)
                .post()
                .uri("/api/schedules")
                .header("Idempotency-Key", key())
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("id")
                .asLong();
    }

    private void edit(long id, int version, ObjectNode body) {
        as("branch")
                .put()
                .uri("/api/schedules/" + id)
                .header("If-Match", "\"" + version + "\"")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private JsonNode runNow(long id, String key) {
        return as("branch")
                .post()
                .uri("/api/schedules/" + id + "/run-now")
                .header("Idempotency-Key", key)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode change(long id, Instant originalAt, String body, int status) {
        return send(HttpMethod.PUT, run(id, originalAt), body)
                .expectStatus()
                .isEqualTo(status)
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private ResponseSpec send(HttpMethod method, String uri, String body) {
        var request = as("branch").method(method).uri(uri);
        return body == null
                ? request.exchange()
                : request.contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    private static String run(long id, Instant originalAt) {
        return "/api/schedules/" + id + "/runs/" + originalAt;
    }

    private JsonNode runs(long id) {
        return get("/api/schedules/" + id + "/runs");
    }

    private List<Instant> dueAts(long id) {
        var moments = new ArrayList<Instant>();
        runs(id).forEach(run -> moments.add(instant(run, "dueAt")));
        return moments;
    }

    private JsonNode get(String uri) {
        return as("branch")
                .get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }
}
