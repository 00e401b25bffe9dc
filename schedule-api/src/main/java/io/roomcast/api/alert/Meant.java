package io.roomcast.api.alert;

/**
 * SQL of what somebody wants to wait: it is not late.
 *
 * <p>The reason of a wait stands at the first run of a room alone; those behind it wait for the same.
 */
final class Meant {
    /** Of a run {@code o}: when it might have been sent; that moves with quiet hours. */
    static final String DUE = "(o.expires_at - INTERVAL o.window_seconds SECOND)";

    static final String REASONS = "('ROOM_PAUSED', 'STOPPED', 'QUIET', 'ADVERTISING_NIGHT')";

    /** Ended runs of the last {@code :over} seconds, and whether their room was kept from sending meanwhile. */
    static final String ENDED = """
            SELECT l.organization_id, l.status, l.duration_ms, l.started_at,
                   TIMESTAMPDIFF(SECOND, %s, COALESCE(l.started_at, l.completed_at)) AS late_by,
                   MAX(COALESCE(o.wait_reason, '') IN %s) OVER (PARTITION BY l.room_id) AS held
            FROM kb_organization g JOIN kb_schedule_logs l ON l.organization_id = g.id
              AND l.scheduled_at >= UTC_TIMESTAMP(3) - INTERVAL :over SECOND
            JOIN kb_occurrence o ON o.id = l.occurrence_id
            WHERE l.status NOT IN ('cancelled', 'skipped')""".formatted(DUE, REASONS);

    private Meant() {}
}
