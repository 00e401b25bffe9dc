package io.roomcast.api.alert;

import io.roomcast.model.sql.Rows;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Schedules whose moment is past and that no trigger has claimed: none runs, none reaches the database, or the clocks disagree
 * and all refuse. Of these runs nothing else is on record yet, so no other rule sees them.
 */
@Component
@RequiredArgsConstructor
class UnclaimedRule implements AlertRule {
    private final DatabaseClient database;
    private final AlertProperties properties;

    private record Unclaimed(long organizationId, long runs, double measured) {}

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.UNCLAIMED);
    }

    @Override
    public Flux<Finding> look() {
        return database.sql("""
                        SELECT g.id AS organization_id, d.runs, d.measured
                        FROM (SELECT COUNT(*) AS runs, MAX(TIMESTAMPDIFF(SECOND, next_send_at, UTC_TIMESTAMP(3))) / 60 AS measured
                              FROM kb_schedule FORCE INDEX (idx_schedule_polling)
                              WHERE status = 'active' AND next_send_at <= UTC_TIMESTAMP(3) - INTERVAL :longest SECOND) d
                          JOIN kb_organization g ON g.parent_id IS NULL
                        WHERE d.runs > 0""")
                .bind("longest", properties.unclaimedFor().toSeconds())
                .map(Rows.to(Unclaimed.class))
                .all()
                .map(this::finding);
    }

    private Finding finding(Unclaimed unclaimed) {
        long headOffice = unclaimed.organizationId();
        double longest = AlertRule.minutes(properties.unclaimedFor());
        return new Finding(
                AlertKind.UNCLAIMED, headOffice, headOffice, unclaimed.measured(), longest, unclaimed.runs());
    }
}
