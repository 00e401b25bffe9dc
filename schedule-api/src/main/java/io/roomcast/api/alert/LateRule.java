package io.roomcast.api.alert;

import io.roomcast.model.sql.Rows;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What waits too long now, or waited too long and was sent or given up: because a limit is used up, or for no reason that
 * anybody wants.
 */
@Component
@RequiredArgsConstructor
class LateRule implements AlertRule {
    /** Rooms whose first run waits for what is meant, or for a limit, which has a rule of its own. */
    private static final String HELD = """
            SELECT DISTINCT room_id FROM kb_occurrence
            WHERE wake_at IS NOT NULL AND not_before > UTC_TIMESTAMP(3)
              AND (wait_reason IN ('ROOM_PAUSED', 'STOPPED', 'QUIET', 'QUOTA')
                   OR (wait_reason = 'ADVERTISING_NIGHT' AND state = 'SENDING'))""";

    private static final String LATE = """
            SELECT organization_id, COUNT(*) AS runs, MAX(late_by) / 60 AS measured FROM (
              SELECT organization_id, late_by FROM ended
              UNION ALL
              SELECT o.organization_id, TIMESTAMPDIFF(SECOND, %s, UTC_TIMESTAMP(3)) AS late_by FROM kb_occurrence o
              WHERE o.wake_at IS NOT NULL AND o.state = 'QUEUED' AND o.room_id NOT IN (SELECT room_id FROM held)
                AND NOT (COALESCE(o.wait_reason, '') = 'ADVERTISING_NIGHT' AND o.not_before > UTC_TIMESTAMP(3))) late
            WHERE late_by >= :late GROUP BY organization_id""".formatted(Meant.DUE);

    /** What waits in rooms whose first run waits that long for a limit. */
    private static final String OVER_QUOTA = """
            SELECT w.organization_id, COUNT(*) AS runs, COUNT(*) AS measured
            FROM (SELECT DISTINCT o.room_id FROM kb_occurrence o
                  WHERE o.wake_at IS NOT NULL AND o.wait_reason = 'QUOTA' AND o.not_before > UTC_TIMESTAMP(3)
                    AND o.not_before >= %s + INTERVAL :late SECOND) full_room
              JOIN kb_occurrence w ON w.room_id = full_room.room_id
            WHERE w.wake_at IS NOT NULL AND w.state = 'QUEUED' AND w.scheduled_at <= UTC_TIMESTAMP(3)
            GROUP BY w.organization_id""".formatted(Meant.DUE);

    private final DatabaseClient database;
    private final AlertProperties properties;

    private record Late(long organizationId, long runs, double measured) {}

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.LATE, AlertKind.QUOTA_REACHED);
    }

    @Override
    public Flux<Finding> look() {
        return database.sql("WITH ended AS (" + Meant.ENDED + "), held AS (" + HELD + ") " + LATE)
                .bind("over", properties.over().toSeconds())
                .bind("late", properties.lateBy().toSeconds())
                .map(Rows.to(Late.class))
                .all()
                .map(late -> finding(AlertKind.LATE, late, AlertRule.minutes(properties.lateBy())))
                .concatWith(overQuota());
    }

    private Flux<Finding> overQuota() {
        return database.sql(OVER_QUOTA)
                .bind("late", properties.lateBy().toSeconds())
                .map(Rows.to(Late.class))
                .all()
                .map(waiting -> finding(AlertKind.QUOTA_REACHED, waiting, 0));
    }

    private static Finding finding(AlertKind kind, Late late, double threshold) {
        return new Finding(kind, late.organizationId(), late.organizationId(), late.measured(), threshold, late.runs());
    }
}
