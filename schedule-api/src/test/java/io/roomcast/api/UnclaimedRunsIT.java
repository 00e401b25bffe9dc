package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that came due while no trigger was there to claim them: whatever becomes of their schedule, each is on record. */
class UnclaimedRunsIT extends ApiTest {
    /** Due at ten-minute intervals while no trigger ran; then its rule changes. */
    @Test
    void aChangeDropsNoRunThatIsDue() {
        long id = create(
                "branch", Bodies.schedule(ROOM).put("scheduleType", "interval").put("intervalMinutes", 10));
        Instant last = DATABASE.now().truncatedTo(ChronoUnit.HOURS);
        Instant first = last.minusSeconds(30 * 60);
        DATABASE.execute(
                "UPDATE kb_schedule SET next_send_at = ?, interval_anchor = '2026-01-01 09:00:00' WHERE id = ?",
                first,
                id);
        List<Instant> due = new ArrayList<>();
        for (Instant at = first; !at.isAfter(DATABASE.now()); at = at.plusSeconds(600)) {
            due.add(at);
        }

        JsonNode changed =
                put("branch", "/api/schedules/" + id, 0, Bodies.schedule(ROOM).put("scheduleType", "daily"));

        assertThat(instant(changed, "nextSendAt")).isEqualTo(due.get(due.size() - 1));
        assertThat(DATABASE
                        .query(
                                "SELECT scheduled_at FROM kb_schedule_logs WHERE schedule_id = ? AND status = 'skipped' AND error_message LIKE 'SCHEDULE_CHANGED%' ORDER BY scheduled_at",
                                id)
                        .stream()
                        .map(row -> ((LocalDateTime) row.get("scheduled_at")).toInstant(ZoneOffset.UTC))
                        .toList())
                .isEqualTo(due.subList(0, due.size() - 1));
        assertThat(DATABASE.count("SELECT run_count FROM kb_schedule WHERE id = ?", id))
                .isEqualTo(due.size() - 1);
    }

    /** However long nobody claimed it. */
    @Test
    void aPauseLeavesNoGapInTheRecord() {
        long id = create(
                "branch", Bodies.schedule(ROOM).put("scheduleType", "interval").put("intervalMinutes", 1));
        Instant first = DATABASE.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(1_200 * 60);
        DATABASE.execute(
                "UPDATE kb_schedule SET next_send_at = ?, valid_from = ?, max_runs = NULL WHERE id = ?",
                first,
                first,
                id);

        post("branch", "/api/schedules/" + id + "/toggle", null, 200);

        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_schedule_logs WHERE schedule_id = ? AND status = 'cancelled'", id))
                .isBetween(1_200L, 1_202L);
    }
}
