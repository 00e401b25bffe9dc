package io.roomcast.trigger.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimingColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules around a rule, as a claim applies them. */
class RulesIT extends TriggerTest {
    /** What the engine says of a schedule is what becomes of it: random ones, single runs changed, with two days to make up. */
    @Test
    void whatIsPreviewedIsWhatIsClaimed() {
        var random = new RandomRules(new Random(7), room, now);
        Instant start = now.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        Holidays holidays = addHolidays();
        Map<Long, List<Instant>> expected = new HashMap<>();
        int changed = 0;
        for (int i = 0; i < 600; i++) {
            TimingColumns columns = random.timing(start);
            List<RunException> exceptions = random.exceptions(made(columns, holidays, start, List.of()));
            List<Instant> previewed = made(columns, holidays, start, exceptions);
            if (!previewed.isEmpty()) {
                long id = insert(columns, previewed.get(0));
                exceptions.forEach(one -> insert(id, one));
                expected.put(id, previewed);
                changed += exceptions.size();
            }
        }
        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(changed).isGreaterThan(50);

        go();

        await("all made up")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.count(
                                "SELECT COUNT(*) FROM kb_schedule WHERE status = 'active' AND next_send_at <= ?", now)
                        == 0);
        expected.forEach((schedule, moments) -> assertThat(claimedBefore(schedule, now))
                .as("schedule %s", schedule)
                .isEqualTo(moments));
    }

    /** Those that have to be made up. */
    private List<Instant> made(TimingColumns columns, Holidays holidays, Instant start, List<RunException> exceptions) {
        return columns.toTiming(holidays, RunException.toExceptions(exceptions)).following(start, 60).stream()
                .filter(moment -> moment.isBefore(now))
                .toList();
    }

    private void insert(long schedule, RunException one) {
        database.execute("""
                INSERT INTO kb_schedule_exception (schedule_id, original_at, action, moved_to, created_by)
                VALUES (?, ?, ?, ?, 1)""", schedule, one.originalAt(), one.action(), one.movedTo());
        database.execute("UPDATE kb_schedule SET has_exceptions = 1 WHERE id = ?", schedule);
    }

    private Holidays addHolidays() {
        LocalDate yesterday = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        database.execute(
                "INSERT INTO kb_holiday (holiday_date, name, origin) VALUES (?, 'x', 'added')"
                        + " ON DUPLICATE KEY UPDATE name = 'x'",
                yesterday.toString());
        List<LocalDate> all = database.query("SELECT CAST(holiday_date AS CHAR) AS d FROM kb_holiday").stream()
                .map(row -> LocalDate.parse((String) row.get("d")))
                .toList();
        return all::contains;
    }

    private long insert(TimingColumns columns, Instant next) {
        long id = world.schedule(room, "daily", next, "previewed");
        database.execute(
                """
                UPDATE kb_schedule SET schedule_type = ?, schedule_date = ?, schedule_month_days = ?, schedule_times = ?, schedule_weekdays = ?, interval_minutes = ?,
                  interval_anchor = ?, cron_expression = ?, holiday_policy = ?, jitter_seconds = ?, max_runs = ?,
                  time_zone = ?, valid_from = ?, valid_until = ? WHERE id = ?""",
                columns.scheduleType(),
                columns.scheduleDate() == null ? null : columns.scheduleDate().toString(),
                columns.scheduleMonthDays(),
                columns.scheduleTimes(),
                columns.scheduleWeekdays(),
                columns.intervalMinutes(),
                columns.intervalAnchor(),
                columns.cronExpression(),
                columns.holidayPolicy(),
                columns.jitterSeconds(),
                columns.maxRuns(),
                columns.timeZone(),
                columns.validFrom(),
                columns.validUntil(),
                id);
        return id;
    }

    @Test
    void theLastOfItsRunsCompletesASchedule() {
        long schedule = daily(now.minusSeconds(2 * 86_400L + 60));
        database.execute("UPDATE kb_schedule SET max_runs = 2 WHERE id = ?", schedule);

        go();

        await("completed").atMost(SOON).until(() -> status(schedule).equals("completed"));
        assertThat(runs(schedule)).hasSize(2);
        assertThat(database.count("SELECT run_count FROM kb_schedule WHERE id = ?", schedule))
                .isEqualTo(2);
    }

    @Test
    void aRunIsSkippedWhileTheOneBeforeItIsOpen() {
        long schedule = daily(now.minusSeconds(5));
        database.execute("UPDATE kb_schedule SET overlap_policy = 'skip' WHERE id = ?", schedule);
        database.execute("""
                INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                  wake_at, content, content_hash)
                SELECT id, organization_id, room_id, next_send_at - INTERVAL 1 DAY, valid_until, 5, 'QUEUED', valid_until,
                  '{}', REPEAT('0', 64) FROM kb_schedule WHERE id = ?""", schedule);

        go();

        await("claimed").atMost(SOON).until(() -> runs(schedule).size() == 2);
        assertThat(runs(schedule).get(1))
                .containsEntry("state", "SKIPPED")
                .containsEntry("reason_code", "OVERLAP_POLICY");
        assertThat(database.count("SELECT COUNT(*) FROM kb_schedule_logs WHERE schedule_id = ?", schedule))
                .isEqualTo(1);
    }

    @Test
    void whatWasSkippedByHandIsOnRecordAndWhatWasMovedAndChangedGoesOutSo() {
        long schedule = daily(now.minusSeconds(5));
        Instant original = now.minusSeconds(5).plusSeconds(86_400);
        Instant moved = now.plusSeconds(3);
        exception(schedule, now.minusSeconds(86_405), "skip", null, null);
        exception(schedule, original, "change", moved, "{\"text\":\"instead\",\"images1\":[],\"images2\":[]}");

        go();

        await("all three").atMost(SOON).until(() -> runs(schedule).size() == 3);
        List<Map<String, Object>> runs = runs(schedule);
        assertThat(runs.get(0)).containsEntry("state", "SKIPPED").containsEntry("reason_code", "SKIPPED_BY_HAND");
        assertThat(runs.get(1).get("text")).isEqualTo("said");
        assertThat(runs.get(2).get("text")).isEqualTo("instead");
        assertThat(runs.get(2).get("scheduled_at")).isEqualTo(utc(moved));
        await("moved on")
                .atMost(SOON)
                .until(() -> database.count(
                                "SELECT COUNT(*) FROM kb_schedule WHERE id = ? AND next_send_at > ?",
                                schedule,
                                original.plusSeconds(60))
                        == 1);
        assertThat(database.count(
                        "SELECT COUNT(*) FROM kb_schedule_exception WHERE schedule_id = ? AND recorded_at IS NOT NULL",
                        schedule))
                .isEqualTo(1);
    }

    @Test
    void aRunThatWasOnlyMovedSaysWhatItsScheduleSays() {
        long schedule = daily(now.plusSeconds(2));
        Instant original = wholeSecond(now.plusSeconds(2).plusSeconds(86_400));
        exception(schedule, original, "change", now.plusSeconds(3), null);

        go();

        await("both").atMost(SOON).until(() -> runs(schedule).size() == 2);
        assertThat(runs(schedule)).allSatisfy(run -> assertThat(run).containsEntry("text", "said"));
    }

    /** Nobody understands its rule; the others of its batch are claimed all the same. */
    @Test
    void aBrokenScheduleIsPutAsideAndKeepsBackNoOther() {
        long broken = daily(now.minusSeconds(9));
        database.execute("UPDATE kb_schedule SET schedule_times = '[\"nonsense\"]' WHERE id = ?", broken);
        long other = daily(now.minusSeconds(5));

        go();

        await("claimed").atMost(SOON).until(() -> runs(other).size() == 1);
        assertThat(status(broken)).isEqualTo("error");
        assertThat(runs(broken))
                .singleElement()
                .satisfies(run -> assertThat(run)
                        .containsEntry("state", "FAILED")
                        .containsEntry("reason_code", "SCHEDULE_BROKEN"));
        assertThat(database.count("SELECT COUNT(*) FROM kb_schedule_logs WHERE schedule_id = ?", broken))
                .isEqualTo(1);
        assertThat(database.query("SELECT origin, action, changes FROM kb_audit_log WHERE subject_id = ?", broken))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("origin", "system")
                        .containsEntry("action", "updated")
                        .extractingByKey("changes")
                        .asString()
                        .contains("\"before\"", "\"active\"", "\"after\"", "\"error\""));
    }

    /** It was switched off after the skip: there is nothing to record, and the next skip is recorded. */
    @Test
    void aSkipOfAScheduleThatIsOffStopsNoOther() {
        long off = daily(now.plusSeconds(86_400));
        exception(off, now.minusSeconds(60), "skip", null, null);
        database.execute("UPDATE kb_schedule SET status = 'inactive', next_send_at = NULL WHERE id = ?", off);
        long on = daily(now.plusSeconds(86_400));
        exception(on, now.minusSeconds(30), "skip", null, null);

        go();

        await("recorded").atMost(SOON).until(() -> runs(on).size() == 1);
        assertThat(runs(off)).isEmpty();
        assertThat(database.count("SELECT COUNT(*) FROM kb_schedule_exception WHERE recorded_at IS NULL"))
                .isZero();
    }

    /** Claimed an hour late, but the room was quiet all the while: its window has not begun. */
    @Test
    void aRunOfAQuietRoomIsNotLate() {
        LocalTime time = now.atOffset(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        database.execute(
                "UPDATE kb_room SET time_zone = 'UTC', quiet_from = ?, quiet_until = ? WHERE id = ?",
                time.minusHours(2).toString(),
                time.plusHours(2).toString(),
                room);
        long schedule = daily(now.minusSeconds(3_600));

        go();

        await("claimed").atMost(SOON).until(() -> runs(schedule).size() == 1);
        assertThat(runs(schedule).get(0)).containsEntry("state", "QUEUED");
        assertThat(((LocalDateTime) runs(schedule).get(0).get("expires_at")).toInstant(ZoneOffset.UTC))
                .isEqualTo(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(2 * 3_600 + 300));
    }

    @Test
    void onlyAnAdvertisementWithoutAReasonWaitsForTheMorning() {
        long held = daily(now.minusSeconds(5));
        long free = daily(now.minusSeconds(5));
        database.execute("UPDATE kb_schedule SET advertising = 1 WHERE id = ?", held);
        database.execute("UPDATE kb_schedule SET advertising = 1, night_reason = 'asked for' WHERE id = ?", free);

        go();

        await("claimed").atMost(SOON).until(() -> runs(held).size() + runs(free).size() == 2);
        assertThat(runs(held).get(0)).containsEntry("held_at_night", true);
        assertThat(runs(free).get(0)).containsEntry("held_at_night", false);
    }

    private void exception(long schedule, Instant original, String action, Instant movedTo, String content) {
        database.execute("""
                INSERT INTO kb_schedule_exception (schedule_id, original_at, action, moved_to, content, created_by)
                VALUES (?, ?, ?, ?, ?, 1)""", schedule, wholeSecond(original), action, movedTo, content);
        database.execute("UPDATE kb_schedule SET has_exceptions = 1 WHERE id = ?", schedule);
    }

    /** The rule of a schedule of the world is one of whole seconds. */
    private static Instant wholeSecond(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private List<Instant> claimedBefore(long schedule, Instant moment) {
        return runs(schedule).stream()
                .filter(run -> !"SKIPPED_BY_HAND".equals(run.get("reason_code")))
                .map(run -> ((LocalDateTime) run.get("scheduled_at")).toInstant(ZoneOffset.UTC))
                .filter(at -> at.isBefore(moment))
                .toList();
    }

    /** As an edit leaves them that finds them due: moments of no rule, each to be sent, skipped or expired as the policy says. */
    @Test
    void whatWasDueWhenItsRuleChangedIsMadeUpByThePolicy() {
        List<Instant> due = List.of(now.minusSeconds(180), now.minusSeconds(120), now.minusSeconds(60));
        long all = changedWhileDue("all", due);
        long last = changedWhileDue("last", due);

        go();

        await("made up")
                .atMost(Duration.ofSeconds(60))
                .until(() -> database.count(
                                "SELECT COUNT(*) FROM kb_schedule WHERE id IN (?, ?) AND next_send_at <= ?",
                                all,
                                last,
                                now)
                        == 0);
        assertThat(states(all)).containsExactly("QUEUED", "QUEUED", "QUEUED");
        assertThat(states(last)).containsExactly("SKIPPED", "SKIPPED", "QUEUED");
    }

    private long changedWhileDue(String policy, List<Instant> due) {
        long id = world.schedule(room, "daily", now.plusSeconds(80_000).truncatedTo(ChronoUnit.SECONDS), "changed");
        database.execute(
                "UPDATE kb_schedule SET missed_run_policy = ?, catch_up_window_seconds = 600, next_send_at = ? WHERE id = ?",
                policy,
                due.get(0),
                id);
        due.forEach(moment -> insert(id, new RunException(id, moment, RunException.CHANGE, moment, null)));
        return id;
    }

    private List<String> states(long schedule) {
        return database
                .query("SELECT state FROM kb_occurrence WHERE schedule_id = ? ORDER BY scheduled_at", schedule)
                .stream()
                .map(row -> (String) row.get("state"))
                .toList();
    }
}
