package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Why something has not been sent: each reason with its rule, its figures and its end. */
class WhyIT extends ApiTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    /** Nine in the morning there. */
    private static final Instant FAR = Instant.parse("2080-01-01T00:00:00Z");

    private long bot;
    private long room;

    @BeforeEach
    void ownRoom() {
        bot = WORLD.bot("why-" + key().substring(0, 8), "log", "http://127.0.0.1:9");
        room = WORLD.room(WORLD.branch, bot);
    }

    /** What stops or is overdue for ever would be seen by others. */
    @AfterEach
    void liftAndEnd() {
        DATABASE.execute(
                "UPDATE kb_stop SET lifted_at = UTC_TIMESTAMP(3) WHERE scope = 'room' AND target_id = ?", room);
        DATABASE.execute("UPDATE kb_occurrence SET schedule_id = NULL WHERE room_id = ?", room);
        DATABASE.execute("DELETE FROM kb_schedule WHERE room_id = ?", room);
    }

    @Test
    void aScheduleSaysTheFirstThingThatStandsInItsWay() {
        long id = due(FAR);
        assertThat(code(id)).isEqualTo("NOT_DUE");

        pause("2090-01-01");
        assertThat(code(id)).isEqualTo("ROOM_PAUSED");
        long stop = stop("2091-01-01");
        assertThat(code(id)).isEqualTo("STOPPED");
        DATABASE.execute("UPDATE kb_stop SET lifted_at = UTC_TIMESTAMP(3) WHERE id = ?", stop);
        DATABASE.execute("UPDATE kb_schedule SET status = 'inactive', status_reason = 'holiday' WHERE id = ?", id);
        assertThat(code(id)).isEqualTo("SCHEDULE_OFF");
        DATABASE.execute("UPDATE kb_schedule SET status = 'completed', next_send_at = NULL WHERE id = ?", id);
        JsonNode completed = ofSchedule(id);
        assertThat(completed.path("code").asText()).isEqualTo("SCHEDULE_COMPLETED");
        assertThat(completed.path("detail").asText()).endsWith("end of its validity, 2080-01-31 00:00 UTC");
        DATABASE.execute("UPDATE kb_schedule SET max_runs = 3, run_count = 3 WHERE id = ?", id);
        assertThat(ofSchedule(id).path("detail").asText()).isEqualTo("It has had all its 3 runs");
    }

    @Test
    void whatEndsBeforeItsMomentStandsInNobodysWay() {
        long id = due(FAR);

        stop("2079-12-31 23:59:59");
        pause("2079-12-31 23:59:59");

        assertThat(code(id)).isEqualTo("NOT_DUE");
    }

    @Test
    void aStopIsToldWithItsReasonAndItsEnd() {
        long id = due(FAR);
        stop("2080-01-02");

        JsonNode why = ofSchedule(id);

        assertThat(why.path("code").asText()).isEqualTo("STOPPED");
        assertThat(why.path("detail").asText()).isEqualTo("wrong price");
        assertThat(why.path("detailKo").asText()).isEqualTo("wrong price");
        assertThat(until(why)).isEqualTo(Instant.parse("2080-01-02T00:00:00Z"));
    }

    @Test
    void quietHoursAreToldWithTheirEnd() {
        DATABASE.execute("UPDATE kb_room SET quiet_from = '08:00', quiet_until = '10:30' WHERE id = ?", room);

        JsonNode why = ofSchedule(due(FAR));

        assertThat(why.path("code").asText()).isEqualTo("QUIET");
        assertThat(why.path("detail").asText()).startsWith("Quiet hours ").contains("08:00", "10:30");
        assertThat(why.path("detailKo").asText()).startsWith("조용한 시간 ").contains("08:00", "10:30");
        assertThat(until(why)).isEqualTo(FAR.plus(90, ChronoUnit.MINUTES));
        assertThat(code(due(FAR.plus(90, ChronoUnit.MINUTES)))).isEqualTo("NOT_DUE");
    }

    @Test
    void anAdvertisementIsToldThatItWaitsForTheMorning() {
        Instant evening = FAR.plus(13, ChronoUnit.HOURS);
        long id = due(evening);
        assertThat(code(id)).isEqualTo("NOT_DUE");

        DATABASE.execute("UPDATE kb_schedule SET advertising = 1 WHERE id = ?", id);

        JsonNode why = ofSchedule(id);
        assertThat(why.path("code").asText()).isEqualTo("ADVERTISING_NIGHT");
        assertThat(why.path("detailKo").asText()).contains("21:00", "08:00");
        assertThat(until(why)).isEqualTo(FAR.plus(23, ChronoUnit.HOURS));
        DATABASE.execute("UPDATE kb_schedule SET night_reason = 'the boss wants it' WHERE id = ?", id);
        assertThat(code(id)).isEqualTo("NOT_DUE");
    }

    @Test
    void aPhoneThatIsSwitchedOffIsNamed() {
        long id = due(FAR);
        DATABASE.execute("UPDATE kb_bot SET status = 'inactive', name = 'Gangnam 2' WHERE id = ?", bot);

        JsonNode why = ofSchedule(id);

        assertThat(why.path("code").asText()).isEqualTo("BOT_DOWN");
        assertThat(why.path("detail").asText()).isEqualTo("Gangnam 2 is switched off");
        assertThat(why.path("detailKo").asText()).isEqualTo("Gangnam 2 봇이 꺼져 있습니다");
    }

    @Test
    void aRoomThatIsSwitchedOffOrGoneElsewhereIsNotSentTo() {
        long id = due(FAR);

        DATABASE.execute("UPDATE kb_room SET status = 'inactive' WHERE id = ?", room);
        assertThat(code(id)).isEqualTo("ACCESS_REVOKED");
        DATABASE.execute(
                "UPDATE kb_room SET status = 'active', organization_id = ? WHERE id = ?", WORLD.otherBranch, room);
        assertThat(code(id)).isEqualTo("ACCESS_REVOKED");
    }

    @Test
    void aScheduleThatAvoidsHolidaysNamesTheOneOfItsDay() {
        ObjectNode onceADay = Bodies.schedule(room).put("scheduleType", "daily").put("holidayPolicy", "skip");
        onceADay.putArray("scheduleTimes").add("09:00");
        long id = create("branch", onceADay);
        LocalDate day = dueAts(id).get(0).atZone(SEOUL).toLocalDate();
        send("hq", HttpMethod.PUT, "/api/holidays/" + day, Bodies.holidayName(), 204);
        try {
            JsonNode why = ofSchedule(id);

            assertThat(why.path("code").asText()).isEqualTo("HOLIDAY");
            String name = Bodies.holidayName().path("name").asText();
            assertThat(why.path("detail").asText()).isEqualTo(day + " is a public holiday: " + name);
            assertThat(why.path("detailKo").asText()).isEqualTo(day + " 공휴일: " + name);
            assertThat(until(why)).isEqualTo(instant(get("branch", "/api/schedules/" + id), "nextSendAt"));
        } finally {
            send("hq", HttpMethod.DELETE, "/api/holidays/" + day, null, 204);
        }

        assertThat(code(id)).isEqualTo("NOT_DUE");
    }

    @Test
    void whatIsDueAndNotYetClaimedIsAboutToStart() {
        Instant at = DATABASE.now().minusSeconds(3).truncatedTo(ChronoUnit.SECONDS);

        JsonNode why = ofSchedule(due(at));

        assertThat(why.path("code").asText()).isEqualTo("UNCLAIMED");
        assertThat(why.path("detail").asText()).matches("Due for [3-9] s; it may start up to \\d+ s late");
        assertThat(why.path("detailKo").asText()).startsWith("보낼 때가 ");
        assertThat(until(why)).isAfter(at.plusSeconds(29));
    }

    @Test
    void ofAScheduleWhoseLastRunFailedThatIsToldUntilTheNext() {
        long id = due(FAR);
        long run = Things.occurrence(WORLD.branch, room, "FAILED");
        DATABASE.execute(
                "UPDATE kb_occurrence SET schedule_id = ?, reason_code = 'GAVE_UP', reason_detail = '3 tries; the last: HTTP 500' WHERE id = ?",
                id,
                run);

        JsonNode why = ofSchedule(id);

        assertThat(why.path("code").asText()).isEqualTo("GAVE_UP");
        assertThat(why.path("detailKo").asText()).isEqualTo("3번 시도했습니다. 마지막 대답: HTTP 500");
        assertThat(why.path("occurrenceId").asLong()).isEqualTo(run);
        assertThat(until(why)).isEqualTo(FAR);
    }

    @Test
    void aRunIsToldWithTheRuleAndItsEnd() {
        long waiting = Things.occurrence(WORLD.branch, room, "QUEUED");
        waitsForQuota(waiting);

        JsonNode why = ofRun(waiting);

        assertThat(why.path("code").asText()).isEqualTo("QUOTA");
        assertThat(why.path("ko").asText()).contains("횟수");
        assertThat(why.path("detail").asText()).isEqualTo("50 messages a day; the room has had 50");
        assertThat(why.path("detailKo").asText()).isEqualTo("하루 메시지 50개까지입니다. 톡방이 이미 50개를 받았습니다");
        assertThat(until(why)).isEqualTo(FAR);
    }

    @Test
    void aRunBehindAnotherIsToldWhatThatOneWaitsFor() {
        long first = Things.occurrence(WORLD.branch, room, "QUEUED");
        long second = Things.occurrence(WORLD.branch, room, "QUEUED");

        JsonNode behind = ofRun(second);
        assertThat(behind.path("code").asText()).isEqualTo("EARLIER_DUE");
        assertThat(behind.path("detail").asText()).isEqualTo("Run " + first + " goes first");
        assertThat(behind.path("detailKo").asText()).isEqualTo(first + "번 발송이 먼저입니다");
        assertThat(ofRun(first).path("code").asText()).isEqualTo("NOT_DUE");
        assertThat(until(ofRun(first))).isEqualTo(FAR);

        waitsForQuota(first);
        behind = ofRun(second);
        assertThat(behind.path("code").asText()).isEqualTo("QUOTA");
        assertThat(behind.path("detail").asText())
                .isEqualTo("Run " + first + " goes first; it waits: 50 messages a day; the room has had 50");
        assertThat(behind.path("detailKo").asText())
                .contains(first + "번 발송이 먼저입니다", "하루 메시지 50개까지입니다. 톡방이 이미 50개를 받았습니다");
        assertThat(until(behind)).isEqualTo(FAR);
    }

    @Test
    void aRunOfAPhoneThatHasNothingBeforeItIsTakenUpAtOnce() {
        long run = dueRun(room, 10);

        JsonNode why = ofRun(run);

        assertThat(why.path("code").asText()).isEqualTo("READY");
        assertThat(why.path("detail").asText())
                .matches("why-.* has nothing to send before it; it has been due for 1[0-9] s");
        assertThat(until(why)).as("its lane is called again").isEqualTo(FAR);
    }

    /** A phone sends one part at a time: those of its other rooms that were due before go first. */
    @Test
    void aRunThatWaitsForItsPhonesTurnIsToldHowMuchGoesFirstAndUntilWhen() {
        long run = dueRun(room, 10);
        dueRun(WORLD.room(WORLD.otherBranch, bot), 20);
        long room3 = WORLD.room(WORLD.branch, bot);
        dueRun(room3, 30);
        dueRun(room3, 15);
        dueRun(WORLD.room(WORLD.branch, bot), 5);
        waitsForQuota(dueRun(WORLD.room(WORLD.branch, bot), 40));

        JsonNode why = ofRun(run);

        assertThat(why.path("code").asText()).isEqualTo("PHONE_TURN");
        assertThat(why.path("detail").asText())
                .endsWith("sends one part at a time; 2 messages of its other rooms go first, with 2 parts");
        assertThat(why.path("detailKo").asText()).contains("메시지 2개", "부분 2개");
        assertThat(until(why))
                .as("two texts of 1.5 s")
                .isBetween(DATABASE.now(), DATABASE.now().plusSeconds(3));

        for (int i = 0; i < 5; i++) {
            tookTenSeconds(Things.occurrence(WORLD.branch, room3, "SUCCESS"));
        }
        assertThat(until(ofRun(run)))
                .as("two that take as long as the phone's last ones")
                .isBetween(DATABASE.now().plusSeconds(15), DATABASE.now().plusSeconds(20));
    }

    @Test
    void whatThePhoneHasNowIsToldAsUnderWayAndGoesBeforeAllOthers() {
        long later = dueRun(WORLD.room(WORLD.branch, bot), 5);
        long run = dueRun(room, 10);
        DATABASE.execute("UPDATE kb_occurrence SET state = 'SENDING' WHERE id = ?", later);
        DATABASE.execute(
                "UPDATE kb_part SET state = 'SENDING', started_at = UTC_TIMESTAMP(3) WHERE occurrence_id = ?", later);
        DATABASE.execute("UPDATE kb_bot SET busy_until = ? WHERE id = ?", FAR, bot);

        JsonNode underWay = ofRun(later);

        assertThat(underWay.path("code").asText()).isEqualTo("UNDER_WAY");
        assertThat(underWay.path("detail").asText()).isEqualTo("Part 1 of 1 is with the phone");
        assertThat(underWay.path("detailKo").asText()).isEqualTo("1개 부분 가운데 1번째를 휴대폰이 보내고 있습니다");
        assertThat(until(underWay)).as("the longest that it may have the phone").isEqualTo(FAR);
        assertThat(ofRun(run).path("code").asText()).isEqualTo("PHONE_TURN");
    }

    /** Of what somebody else sends into the room nothing is told but that it goes first. */
    @Test
    void ofARunOfOthersThatGoesFirstOnlyThatIsTold() {
        long first = Things.occurrence(WORLD.agency, room, "QUEUED");
        long second = Things.occurrence(WORLD.branch, room, "QUEUED");
        waitsForQuota(first);

        JsonNode behind = ofRun(second);

        assertThat(behind.path("code").asText()).isEqualTo("QUOTA");
        assertThat(behind.has("detail")).isFalse();
        assertThat(get("agency", "/api/occurrences/" + second + "/why")
                        .path("detail")
                        .asText())
                .contains("Run " + first);
    }

    /** Before it is due: of the room's quota nothing is left today. */
    @Test
    void aScheduleSaysThatTheRoomWillHaveHadEnough() {
        DATABASE.execute("UPDATE kb_room SET quotas = '{\"messagesPerDay\":1,\"gapSeconds\":0}' WHERE id = ?", room);
        ZonedDateTime midnight =
                DATABASE.now().atZone(SEOUL).truncatedTo(ChronoUnit.DAYS).plusDays(1);
        long today = due(midnight.minusNanos(1_000_000).toInstant());
        long tomorrow = due(midnight.plusHours(1).toInstant());
        assertThat(code(today)).isEqualTo("NOT_DUE");

        long run = Things.occurrence(WORLD.branch, room, "SUCCESS");
        DATABASE.execute(
                "UPDATE kb_part SET state = 'CONFIRMED', started_at = UTC_TIMESTAMP(3), finished_at = UTC_TIMESTAMP(3) WHERE occurrence_id = ?",
                run);

        JsonNode why = ofSchedule(today);
        assertThat(why.path("code").asText()).isEqualTo("QUOTA");
        assertThat(why.path("detail").asText()).isEqualTo("1 messages a day; the room has had 1");
        assertThat(until(why)).isEqualTo(midnight.toInstant());
        assertThat(code(tomorrow)).isEqualTo("NOT_DUE");
    }

    private long dueRun(long of, int secondsAgo) {
        long run = Things.occurrence(WORLD.branch, of, "QUEUED");
        DATABASE.execute(
                "UPDATE kb_occurrence SET scheduled_at = ? WHERE id = ?",
                DATABASE.now().minusSeconds(secondsAgo),
                run);
        return run;
    }

    private static void tookTenSeconds(long run) {
        DATABASE.execute("""
                UPDATE kb_part SET state = 'SENT', started_at = UTC_TIMESTAMP(3) - INTERVAL 60 SECOND,
                  finished_at = UTC_TIMESTAMP(3) - INTERVAL 50 SECOND WHERE occurrence_id = ?""", run);
    }

    private long due(Instant at) {
        return WORLD.once(room, at, "why");
    }

    private void pause(String until) {
        DATABASE.execute("UPDATE kb_room SET paused_until = ?, pause_reason = 'moving' WHERE id = ?", until, room);
    }

    private long stop(String until) {
        return DATABASE.execute(
                "INSERT INTO kb_stop (scope, target_id, reason, until_at, created_by) VALUES ('room', ?, 'wrong price', ?, 'hq')",
                room,
                until);
    }

    private static void waitsForQuota(long run) {
        DATABASE.execute(
                "UPDATE kb_occurrence SET wait_reason = 'QUOTA', wait_detail = '50 messages a day; the room has had 50', not_before = ? WHERE id = ?",
                FAR,
                run);
    }

    private String code(long schedule) {
        return ofSchedule(schedule).path("code").asText();
    }

    private JsonNode ofSchedule(long id) {
        return get("branch", "/api/schedules/" + id + "/why");
    }

    private JsonNode ofRun(long id) {
        return get("branch", "/api/occurrences/" + id + "/why");
    }

    private static Instant until(JsonNode why) {
        return Instant.parse(why.path("until").asText());
    }
}
