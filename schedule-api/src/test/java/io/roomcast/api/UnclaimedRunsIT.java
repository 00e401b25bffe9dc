package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.recurrence.Adjustments;
import io.roomcast.model.recurrence.Daily;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Runs that came due while no trigger was there to claim them: whatever becomes of their schedule, each is on record. */
class UnclaimedRunsIT extends ApiTest {
    @Autowired
    private TimeRules timeRules;

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

        assertThat(instant(changed, "nextSendAt")).isEqualTo(first);
        assertThat(stillDue(id, first)).isEqualTo(due);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule_logs WHERE schedule_id = ?", id))
                .isZero();
        // Once more: the same runs are due, and none twice.
        put("branch", "/api/schedules/" + id, 1, Bodies.schedule(ROOM).put("scheduleType", "daily"));
        assertThat(stillDue(id, first)).isEqualTo(due);
    }

    /** As a claim sees it. */
    private List<Instant> stillDue(long id, Instant first) {
        JsonNode schedule = get("branch", "/api/schedules/" + id);
        assertThat(instant(schedule, "nextSendAt")).isEqualTo(first);
        var rule = new Daily(new TreeSet<>(List.of(LocalTime.of(9, 0))));
        var timing = new Timing(
                rule,
                ZoneId.of("Asia/Seoul"),
                instant(schedule, "validFrom"),
                instant(schedule, "validUntil"),
                Adjustments.NONE.withExceptions(
                        RunException.toExceptions(timeRules.exceptionsOf(id).block(Duration.ofSeconds(10)))));
        return timing.between(first.minusMillis(1), DATABASE.now());
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

    @Test
    void whatWasClaimedGoesOutAsItWas() {
        long id = create("branch", Bodies.schedule(ROOM).put("scheduleType", "daily"));
        for (String state : List.of("QUEUED", "SENDING")) {
            DATABASE.execute("""
                    INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, priority, state,
                      content, content_hash, wake_at)
                    VALUES (?, ?, ?, '2080-01-01' + INTERVAL ? DAY, '2080-02-01', 5, ?, '{"text":"as claimed"}', REPEAT('0', 64),
                      '2080-01-01')""", id, WORLD.branch, ROOM, state.length(), state);
        }
        var before = DATABASE.query("SELECT * FROM kb_occurrence WHERE schedule_id = ? ORDER BY id", id);

        put("branch", "/api/schedules/" + id, 0, Bodies.schedule(ROOM).put("messageText", "as changed"));

        assertThat(DATABASE.query("SELECT * FROM kb_occurrence WHERE schedule_id = ? ORDER BY id", id))
                .hasSize(2)
                .isEqualTo(before);
        DATABASE.execute("DELETE FROM kb_occurrence WHERE schedule_id = ?", id);
    }

    /** A claim has put it aside: whoever is to mend it must see it, and the others beside it. */
    @Test
    void whatNobodyUnderstandsIsListedAndCanBeMended() {
        long id = create("branch", Bodies.schedule(ROOM).put("scheduleType", "weekly"));
        DATABASE.execute(
                "UPDATE kb_schedule SET schedule_weekdays = NULL, status = 'error', status_reason = 'x', next_send_at = NULL WHERE id = ?",
                id);

        JsonNode listed = get("branch", "/api/schedules?limit=1").path("items").path(0);
        assertThat(listed.path("id").asLong()).isEqualTo(id);
        assertThat(listed.at("/sentence/ko").asText()).contains("읽을 수 없는");
        assertThat(get("branch", "/api/schedules/" + id + "/runs")).isEmpty();
        assertThat(get("branch", "/api/schedules/" + id + "/why").path("code").asText())
                .isEqualTo("SCHEDULE_BROKEN");

        JsonNode mended = put("branch", "/api/schedules/" + id, 0, Bodies.schedule(ROOM));
        assertThat(mended.path("status").asText()).isEqualTo("active");
    }
}
