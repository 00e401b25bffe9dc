package io.roomcast.dispatch.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.simulator.Journal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is known before its moment: it is not sent earlier, and nothing waits for it. */
class MomentsIT extends LaneTest {
    @Test
    void whatIsDueLaterIsNotSentEarlier() {
        Instant due = running.database.now().plusMillis(1_500);

        long id = running.queue(room, "on time", due);
        running.database.execute("UPDATE kb_occurrence SET wake_at = UTC_TIMESTAMP(3) WHERE id = ?", id);

        running.awaitState(id, "SUCCESS", SOON);
        assertThat(accepted().get(0).moment()).isBetween(due.minusMillis(20), due.plusMillis(500));
    }

    /** A room whose next run is near is given back, and still listened to. */
    @Test
    void whatIsDueNowDoesNotWaitForWhatIsDueSoon() {
        running.awaitState(running.queue(room, "it listens"), "SUCCESS", SOON);
        Instant due = running.database.now().plusSeconds(15);
        long later = handOver("later", due);

        running.awaitState(running.queue(room, "now"), "SUCCESS", SOON);

        await("given back")
                .atMost(SOON)
                .until(() -> running.database.count(
                                "SELECT COUNT(*) FROM kb_room WHERE id = ? AND lease_owner IS NULL", room)
                        == 1);
        assertThat(running.database.now()).isBefore(due.minusSeconds(1));
        running.awaitState(later, "SUCCESS", SOON);
        assertThat(accepted()).extracting(Journal.Entry::text).containsExactly("it listens", "now", "later");
    }

    @Test
    void aPauseThatEndsBeforeTheMomentHoldsUpNothing() {
        running.awaitState(running.queue(room, "it listens"), "SUCCESS", SOON);
        running.database.execute(
                "UPDATE kb_room SET paused_until = UTC_TIMESTAMP(3) + INTERVAL 1 HOUR, pause_reason = 'x' WHERE id = ?",
                room);
        Instant due = running.database.now().plusSeconds(5);
        long id = handOver("on time", due);

        running.database.execute("UPDATE kb_room SET paused_until = NULL, pause_reason = NULL WHERE id = ?", room);

        running.awaitState(id, "SUCCESS", SOON);
        assertThat(accepted().get(1).moment()).isBetween(due.minusMillis(20), due.plusSeconds(2));
    }

    /** Its lane has heard of it before its moment, as it does of what was claimed ahead. */
    private long handOver(String text, Instant due) {
        long id = running.queue(room, text, due);
        wake(id);
        await("handed over")
                .atMost(SOON)
                .until(() -> running.database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE id = ? AND wake_at > UTC_TIMESTAMP(3)", id)
                        == 1);
        return id;
    }

    @Test
    void ofWhatIsDueAtOneMomentTheMoreUrgentGoesFirst() {
        Instant due = running.database.now().plusMillis(1_500);
        long usual = running.queue(room, "usual", due);
        long urgent = running.queue(room, "urgent", due);
        running.database.execute("UPDATE kb_occurrence SET priority = 1 WHERE id = ?", urgent);
        running.database.execute("UPDATE kb_occurrence SET priority = 9 WHERE id = ?", usual);

        running.awaitState(urgent, "SUCCESS", SOON);
        running.awaitState(usual, "SUCCESS", SOON);

        assertThat(accepted().stream().map(call -> call.text())).containsExactly("urgent", "usual");
    }
}
