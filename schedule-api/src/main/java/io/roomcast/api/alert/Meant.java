package io.roomcast.api.alert;

/**
 * SQL of what somebody wants to wait: it is not late.
 *
 * <p>The reason of a wait stands at the first run of a room alone; those behind it wait for the same.
 */
final class Meant {
    /**
     * Of a run {@code o}: until when it need not be sent. That moves with quiet hours; a broadcast has all of its window.
     */
    static final String DUE = """
            IF(o.origin = 'BROADCAST', o.expires_at, o.expires_at - INTERVAL o.window_seconds SECOND)""";

    /**
     * Runs that ended in the last {@code :over} seconds; what expired in a room that was kept from sending
     * is left out.
     */
    static final String ENDED = """
            SELECT * FROM (
              SELECT l.occurrence_id, l.organization_id, g.path, l.status,
                     TIMESTAMPDIFF(SECOND, %s, COALESCE(l.started_at, l.completed_at)) AS late_by,
                     MAX(COALESCE(o.wait_reason, '') IN ('ROOM_PAUSED', 'STOPPED', 'QUIET', 'ADVERTISING_NIGHT'))
                       OVER (PARTITION BY l.room_id) AS held
              FROM kb_schedule_logs l JOIN kb_occurrence o ON o.id = l.occurrence_id
                JOIN kb_organization g ON g.id = l.organization_id
              WHERE l.completed_at >= UTC_TIMESTAMP(3) - INTERVAL :over SECOND
                AND l.status NOT IN ('cancelled', 'skipped')) ended_or_held
            WHERE NOT (status = 'expired' AND held = 1)""".formatted(DUE);

    private Meant() {}
}
