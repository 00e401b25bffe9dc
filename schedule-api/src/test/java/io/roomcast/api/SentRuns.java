package io.roomcast.api;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the engine leaves of runs and phones, as rows: for what looks at very many of them, or at old ones. */
final class SentRuns {
    private SentRuns() {}

    /** Ended runs of the last minutes. @param reason for which they waited last, as SQL */
    static void runs(long room, int count, String status, String reason, int seconds) {
        for (int i = 0; i < count; i++) {
            Instant due = ApiTest.DATABASE.now().minusSeconds(600 - i);
            long id = occurrence(room, due, status.toUpperCase(Locale.ROOT), reason, null);
            boolean started = !status.equals("expired");
            ApiTest.DATABASE.execute(
                    """
                    INSERT INTO kb_schedule_logs (occurrence_id, organization_id, room_id, target_room_id, status,
                      scheduled_at, started_at, completed_at, duration_ms)
                    SELECT ?, organization_id, id, channel_id, ?, ?, ?, ?, ? FROM kb_room WHERE id = ?""",
                    id,
                    status,
                    due,
                    started ? due : null,
                    started ? due.plusSeconds(seconds) : due.plusSeconds(300),
                    started ? seconds * 1_000 : null,
                    room);
            ApiTest.DATABASE.execute(
                    """
                    INSERT INTO kb_part (occurrence_id, room_id, position, kind, state, called_at, finished_at)
                    VALUES (?, ?, 0, 'TEXT', ?, ?, ?)""",
                    id,
                    room,
                    started ? "SENT" : "SKIPPED",
                    started ? due : null,
                    started ? due.plusSeconds(seconds) : null);
        }
    }

    /** A run that waits. @param reason as SQL @param lateSeconds since it might have been sent */
    static void open(long room, String reason, int lateSeconds) {
        occurrence(
                room,
                ApiTest.DATABASE.now().minusSeconds(lateSeconds),
                "QUEUED",
                reason,
                Instant.parse("2090-01-01T00:00:00Z"));
    }

    /** A run that is made ready, and whose moment is still to come. */
    static void admitted(long room, Instant due) {
        occurrence(room, due, "SENDING", "NULL", due);
    }

    private static long occurrence(long room, Instant due, String state, String reason, @Nullable Instant wakeAt) {
        return ApiTest.DATABASE.execute("""
                INSERT INTO kb_occurrence (organization_id, room_id, scheduled_at, expires_at, window_seconds, priority, state,
                  wait_reason, not_before, wake_at, content, content_hash)
                SELECT organization_id, id, ?, ?, 300, 5, ?, %s, ?, ?, '{}', REPEAT('0', 64) FROM kb_room WHERE id = ?""".formatted(reason), due, due.plusSeconds(300), state, wakeAt, wakeAt, room);
    }

    static void silence(long room, int seconds) {
        ApiTest.DATABASE.execute("""
                INSERT INTO kb_phone_health (bot_id, probed_at, failing_since, failure)
                SELECT bot_id, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) - INTERVAL ? SECOND, 'No answer' FROM kb_room WHERE id = ?""", seconds, room);
    }
}
