package io.roomcast.dispatch.lane;

/**
 * What keeps a run from being sent for good, as SQL: somebody stopped it, or the whole broadcast that it is of.
 *
 * <p>A broadcast's own state counts, not a mark on each of its thousands of runs: from its commit on nothing of it starts,
 * whatever becomes of the process that wrote it.
 */
final class Cancelled {
    private Cancelled() {}

    /** The reason's code, or NULL. @param occurrence alias of kb_occurrence */
    static String reason(String occurrence) {
        return """
                CASE WHEN %1$s.cancel_requested_at IS NOT NULL THEN 'CANCELLED'
                     WHEN %1$s.origin IN ('BROADCAST', 'RESEND') AND EXISTS
                          (SELECT 1 FROM kb_broadcast_room m JOIN kb_broadcast c ON c.id = m.broadcast_id
                           WHERE m.occurrence_id = %1$s.id AND c.state = 'cancelled') THEN 'BROADCAST_CANCELLED' END
                """.formatted(occurrence).strip();
    }
}
