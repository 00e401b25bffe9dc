package io.roomcast.api.alert;

import io.roomcast.model.sql.Rows;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Phones that do not answer, and rooms that fail although their phone does. */
@Component
@RequiredArgsConstructor
class PhoneRule implements AlertRule {
    /** Minutes of a phone {@code b}, up to the last question: without dispatchers nobody asks, and no phone is silent. */
    private static final String SILENT = """
            (SELECT TIMESTAMPDIFF(SECOND, h.failing_since, h.probed_at) / 60 FROM kb_phone_health h WHERE h.bot_id = b.id)""";

    private final DatabaseClient database;
    private final AlertProperties properties;

    private record Found(long id, long organizationId, double measured) {}

    @Override
    public Set<AlertKind> kinds() {
        return Set.of(AlertKind.SILENT_PHONE, AlertKind.FAILING_ROOM);
    }

    @Override
    public Flux<Finding> look() {
        return silentPhones().concatWith(failingRooms());
    }

    private Flux<Finding> silentPhones() {
        double longest = silentMinutes();
        return database.sql("SELECT * FROM (SELECT b.id, b.organization_id, " + SILENT + " AS measured FROM kb_bot b"
                        + " WHERE b.status = 'active') silent WHERE measured >= :longest")
                .bind("longest", longest)
                .map(Rows.to(Found.class))
                .all()
                .map(found -> finding(AlertKind.SILENT_PHONE, found, longest));
    }

    /**
     * By what came after a room's last success; where the phone is silent, its owner hears of that instead. Of the rooms in which
     * something failed of late only those are counted through of which the last run was none, and DISTINCT keeps each step from
     * being asked anew for each row of the next.
     */
    private Flux<Finding> failingRooms() {
        return database.sql("""
                        WITH suspect AS (
                          SELECT DISTINCT room_id FROM kb_schedule_logs FORCE INDEX (idx_status_time)
                          WHERE status IN ('failed', 'partial', 'unknown') AND scheduled_at >= UTC_TIMESTAMP(3) - INTERVAL 8 DAY),
                        newest AS (
                          SELECT DISTINCT s.room_id, (SELECT l.status FROM kb_schedule_logs l FORCE INDEX (ix_logs_room)
                                                      WHERE l.room_id = s.room_id
                                                        AND l.status IN ('success', 'failed', 'partial', 'unknown')
                                                      ORDER BY l.scheduled_at DESC LIMIT 1) AS status
                          FROM suspect s),
                        since AS (
                          SELECT DISTINCT s.room_id,
                                 COALESCE((SELECT l.scheduled_at FROM kb_schedule_logs l FORCE INDEX (ix_logs_room)
                                           WHERE l.room_id = s.room_id AND l.status = 'success'
                                             AND l.scheduled_at >= UTC_TIMESTAMP(3) - INTERVAL 31 DAY
                                           ORDER BY l.scheduled_at DESC LIMIT 1),
                                          UTC_TIMESTAMP(3) - INTERVAL 31 DAY) AS good_at
                          FROM newest s WHERE s.status <> 'success'),
                        failing AS (
                          SELECT DISTINCT s.room_id, (SELECT COUNT(*) FROM kb_schedule_logs l FORCE INDEX (ix_logs_room)
                                                      WHERE l.room_id = s.room_id AND l.scheduled_at > s.good_at
                                                        AND l.status IN ('failed', 'partial', 'unknown')) AS measured
                          FROM since s)
                        SELECT r.id, r.organization_id, f.measured
                        FROM failing f JOIN kb_room r ON r.id = f.room_id JOIN kb_bot b ON b.id = r.bot_id
                        WHERE f.measured >= :row AND NOT (r.organization_id = b.organization_id AND COALESCE(%s, 0) >= :longest)""".formatted(SILENT))
                .bind("row", properties.failuresInARow())
                .bind("longest", silentMinutes())
                .map(Rows.to(Found.class))
                .all()
                .map(found -> finding(AlertKind.FAILING_ROOM, found, properties.failuresInARow()));
    }

    private double silentMinutes() {
        return AlertRule.minutes(properties.silentFor());
    }

    private static Finding finding(AlertKind kind, Found found, double threshold) {
        return new Finding(kind, found.organizationId(), found.id(), found.measured(), threshold, 0);
    }
}
