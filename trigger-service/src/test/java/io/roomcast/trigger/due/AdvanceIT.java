package io.roomcast.trigger.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;

/** Where a claim moves a schedule on to, and what it leaves on record on the way. */
class AdvanceIT extends TriggerTest {
    /** Its next moment is reckoned from the rule in its columns. */
    @Test
    void aMonthlyScheduleMovesOnToItsNextDate() {
        long schedule = daily(now.minusSeconds(10));
        database.execute(
                "UPDATE kb_schedule SET schedule_type = 'monthly', schedule_month_days = 'last', valid_until = '2090-01-01' WHERE id = ?",
                schedule);
        LocalTime time =
                now.minusSeconds(10).atOffset(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.SECONDS);
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Instant thisMonth = lastOf(today, time);
        Instant expected = thisMonth.isAfter(now) ? thisMonth : lastOf(today.plusMonths(1), time);

        go();

        await("moved on").atMost(SOON).until(() -> runs(schedule).size() == 1);
        assertThat(nextOf(schedule)).isEqualTo(utc(expected));
    }

    private static Instant lastOf(LocalDate month, LocalTime time) {
        return month.with(TemporalAdjusters.lastDayOfMonth()).atTime(time).toInstant(ZoneOffset.UTC);
    }

    @Test
    void everyMissedRunIsOnRecordWithWhatBecameOfIt() {
        long schedule = daily(now.minusSeconds(3 * 86_400L - 60));
        database.execute(
                "UPDATE kb_schedule SET missed_run_policy = 'all', catch_up_window_seconds = 86400 WHERE id = ?",
                schedule);

        go();

        await("three runs and the next").atMost(SOON).until(() -> runs(schedule).size() == 3);
        assertThat(runs(schedule)).extracting(run -> run.get("state")).containsExactly("EXPIRED", "EXPIRED", "QUEUED");
        assertThat(database.count(
                        "SELECT COUNT(*) FROM kb_schedule_logs WHERE schedule_id = ? AND status = 'expired'", schedule))
                .isEqualTo(2);
        assertThat(status(schedule)).isEqualTo("active");
        assertThat(nextOf(schedule)).isAfter(utc(now));
    }

    @Test
    void aMomentThatWasClaimedBeforeStaysOne() {
        long schedule = daily(now.minusSeconds(5));
        database.execute("UPDATE kb_schedule SET max_runs = 5 WHERE id = ?", schedule);
        go();
        await("claimed").atMost(SOON).until(() -> runs(schedule).size() == 1);

        database.execute(
                "UPDATE kb_schedule SET next_send_at = (SELECT scheduled_at FROM kb_occurrence"
                        + " WHERE schedule_id = ?) WHERE id = ?",
                schedule,
                schedule);

        await("moved on again").atMost(SOON).until(() -> nextOf(schedule).isAfter(utc(now)));
        assertThat(runs(schedule)).hasSize(1);
        assertThat(database.count("SELECT run_count FROM kb_schedule WHERE id = ?", schedule))
                .isEqualTo(1);
    }
}
