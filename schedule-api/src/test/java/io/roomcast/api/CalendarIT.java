package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Runs of a period: what was sent, what is under way, what is planned, skipped and moved. */
class CalendarIT extends ApiTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private long room;
    private LocalDate today;

    @BeforeEach
    void aRoomOfItsOwn() {
        room = WORLD.room(WORLD.branch, BOT);
        today = LocalDate.ofInstant(DATABASE.now(), SEOUL);
    }

    @Test
    void whatIsPlannedIsWhatTheScheduleSays() {
        long id = everyDay();
        List<Instant> dueAts = dueAts(id);
        Instant moved = dueAts.get(2).plusSeconds(3_600);
        change(id, dueAts.get(1), "{\"skip\":true}");
        change(id, dueAts.get(2), "{\"moveTo\":\"%s\",\"messageText\":\"오늘만\"}".formatted(moved));

        JsonNode shown = calendar("branch", "&roomId=" + room);

        assertThat(shown.path("complete").asBoolean()).isTrue();
        assertThat(shown.path("runs"))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(run -> assertThat(run.path("scheduleId").asLong()).isEqualTo(id));
        assertThat(run(shown, dueAts.get(0)).path("state").asText()).isEqualTo("PLANNED");
        assertThat(run(shown, dueAts.get(1)).path("state").asText()).isEqualTo("SKIPPED");
        assertThat(instant(run(shown, moved), "originalAt")).isEqualTo(dueAts.get(2));
        assertThat(run(shown, moved).path("changed").asBoolean()).isTrue();
        assertThat(shown.findValuesAsText("dueAt")).doesNotContain(dueAts.get(2).toString());
    }

    /** The day after tomorrow only: not what comes before or after it. */
    @Test
    void aPeriodHasItsDaysAndNoOthers() {
        everyDay();
        LocalDate day = today.plusDays(2);

        JsonNode shown = get("branch", "/api/calendar?from=" + day + "&until=" + day + "&roomId=" + room);

        assertThat(shown.path("runs")).hasSize(1);
        assertThat(LocalDate.ofInstant(instant(shown.path("runs").get(0), "dueAt"), SEOUL))
                .isEqualTo(day);
    }

    @Test
    void whatWasClaimedShowsHowItStands() {
        long id = everyDay();
        Instant at = DATABASE.now().minusSeconds(600);
        long open = occurrence(id, at, "SENDING");
        long sent = occurrence(id, at.minusSeconds(60), "SUCCESS");
        DATABASE.execute("""
                INSERT INTO kb_schedule_logs (occurrence_id, schedule_id, organization_id, room_id, target_room_id, status,
                  scheduled_at) VALUES (?, ?, ?, ?, 'x', 'success', ?)""", sent, id, WORLD.branch, room, at.minusSeconds(60));

        JsonNode shown = calendar("branch", "&roomId=" + room);

        assertThat(shown.path("runs").get(0).path("occurrenceId").asLong()).isEqualTo(sent);
        assertThat(shown.path("runs").get(0).path("state").asText()).isEqualTo("SUCCESS");
        assertThat(shown.path("runs").get(1).path("occurrenceId").asLong()).isEqualTo(open);
        assertThat(shown.path("runs").get(1).path("state").asText()).isEqualTo("SENDING");
    }

    @Test
    void othersSeeNothingOfIt() {
        long id = everyDay();
        occurrence(id, DATABASE.now(), "SENDING");

        assertThat(schedules("other-branch", "")).doesNotContain(id);
        assertThat(schedules("other-distributor", "")).doesNotContain(id);
        assertThat(schedules("agency", "")).contains(id);
        assertThat(schedules("agency", "&organizationId=" + WORLD.branch)).contains(id);
        assertThat(schedules("agency", "&organizationId=" + WORLD.otherBranch)).doesNotContain(id);
        assertThat(schedules("agency", "&roomId=" + OTHER_ROOM)).doesNotContain(id);
    }

    /** Its next run is in another month, or there is none left; it can still be put back. */
    @Test
    void theOnlyRunOfAPeriodStaysInItWhenItIsSkipped() {
        long id = WORLD.once(room, DATABASE.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS), "once");
        Instant dueAt = dueAts(id).get(0);
        change(id, dueAt, "{\"skip\":true}");

        assertThat(run(calendar("branch", "&roomId=" + room), dueAt)
                        .path("state")
                        .asText())
                .isEqualTo("SKIPPED");
    }

    /** Three runs, and all of them before the period. */
    @Test
    void aScheduleThatEndsBeforeThePeriodHasNoRunInIt() {
        long id = everyDay();
        DATABASE.execute("UPDATE kb_schedule SET max_runs = 3 WHERE id = ?", id);

        assertThat(calendar("branch", "&roomId=" + room).path("runs")).hasSize(3);
        assertThat(get(
                                "branch",
                                "/api/calendar?from=" + today.plusDays(5) + "&until=" + today.plusDays(8) + "&roomId="
                                        + room)
                        .path("runs"))
                .isEmpty();
    }

    @Test
    void whatIsTooMuchIsCutAndSaysSo() {
        ObjectNode body = Bodies.schedule(room);
        body.put("scheduleType", "interval")
                .put("intervalMinutes", 5)
                .put("intervalAnchor", today + "T00:00:00")
                .remove(List.of("scheduleTimes", "scheduleWeekdays"));
        post("branch", "/api/schedules", body, 201);

        JsonNode shown = calendar("branch", "&roomId=" + room);

        assertThat(shown.path("complete").asBoolean()).isFalse();
        assertThat(shown.path("runs")).hasSize(300);
    }

    @Test
    void aPeriodThatMakesNoSenseIsRefused() {
        for (String period : List.of(
                "from=2031-01-02&until=2031-01-01",
                "from=2031-01-01&until=2031-03-01",
                "until=%2B999999999-12-31",
                "from=-0001-01-01&until=-0001-01-01",
                "from=yesterday",
                "timeZone=Mars/Olympus")) {
            send("branch", HttpMethod.GET, "/api/calendar?" + period, null, 400);
        }
    }

    private List<Long> schedules(String login, String only) {
        return calendar(login, only).findValues("scheduleId").stream()
                .map(JsonNode::asLong)
                .toList();
    }

    private JsonNode calendar(String login, String only) {
        return get(login, "/api/calendar?from=" + today.minusDays(1) + "&until=" + today.plusDays(8) + only);
    }

    private static JsonNode run(JsonNode shown, Instant dueAt) {
        return StreamSupport.stream(shown.path("runs").spliterator(), false)
                .filter(run -> instant(run, "dueAt").equals(dueAt))
                .findFirst()
                .orElseThrow();
    }

    private long everyDay() {
        return WORLD.schedule(room, "daily", DATABASE.now().plusSeconds(3_600), "x");
    }

    private void change(long id, Instant originalAt, String body) {
        send("branch", HttpMethod.PUT, "/api/schedules/" + id + "/runs/" + originalAt, body, 200);
    }

    private long occurrence(long schedule, Instant at, String state) {
        return DATABASE.execute(
                """
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                  wake_at, content, content_hash)
                VALUES (?, ?, ?, ?, ?, 5, ?, ?, '{}', REPEAT('0', 64))""",
                schedule,
                WORLD.branch,
                room,
                at,
                at.plusSeconds(3_600),
                state,
                state.equals("SUCCESS") ? null : at);
    }
}
