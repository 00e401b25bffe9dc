package io.roomcast.api.statistics;

import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** kb_stat_hour: what the runs of a room's hour came to. ix_stat_room finds the rows, ix_logs_room the runs. */
@Component
@RequiredArgsConstructor
class HourCounts {
    private static final String READ = """
            SELECT s.organization_id, g.path, s.hour_at, s.room_id, s.bot_id, s.status, s.reason, s.runs, s.confirmed, s.parts,
                   s.started, s.delay_ms, s.send_ms
            FROM (%s) v STRAIGHT_JOIN kb_stat_hour s ON s.room_id = v.room AND s.hour_at = v.hour
                 STRAIGHT_JOIN kb_organization g ON g.id = s.organization_id\s""";

    private static final String DELETE =
            "DELETE s FROM (%s) v STRAIGHT_JOIN kb_stat_hour s ON s.room_id = v.room AND s.hour_at = v.hour";

    private static final String COUNT = """
            INSERT INTO kb_stat_hour (organization_id, hour_at, room_id, bot_id, status, reason, runs, confirmed, parts, started,
                   delay_ms, send_ms)
            SELECT l.organization_id, v.hour, l.room_id, MAX(r.bot_id), l.status,
                   LEFT(COALESCE(SUBSTRING_INDEX(l.error_message, ':', 1), ''), 40) AS code, COUNT(*), SUM(l.confirmed),
                   SUM(IF(COALESCE(l.send_components, '') = '', 0, 1 + LENGTH(l.send_components)
                          - LENGTH(REPLACE(l.send_components, ',', '')))),
                   COUNT(l.started_at),
                   COALESCE(SUM(GREATEST(0, TIMESTAMPDIFF(MICROSECOND, l.scheduled_at, l.started_at) DIV 1000)), 0),
                   COALESCE(SUM(l.duration_ms), 0)
            FROM (%s) v STRAIGHT_JOIN kb_schedule_logs l ON l.room_id = v.room AND l.scheduled_at >= v.hour
                   AND l.scheduled_at < v.hour + INTERVAL 1 HOUR
                 STRAIGHT_JOIN kb_room r ON r.id = l.room_id
            GROUP BY l.organization_id, v.hour, l.room_id, l.status, code""";

    private final DatabaseClient database;

    /**
     * As they stand; nobody else counts these rooms to the end of the transaction. The rows of kb_stat_room are made and locked by
     * one statement, in the order of the list: two counts at once do not wait for each other in a circle.
     */
    Mono<List<HourCount>> locked(List<RoomHour> hours) {
        List<Long> rooms =
                hours.stream().map(RoomHour::room).distinct().sorted().toList();
        var binder = new Binder(database.sql("INSERT INTO kb_stat_room (room_id) VALUES "
                + String.join(",", Collections.nCopies(rooms.size(), "(?)"))
                + " ON DUPLICATE KEY UPDATE room_id = VALUES(room_id)"));
        rooms.forEach(binder::add);
        return binder.statement().then().then(Mono.defer(() -> of(hours)));
    }

    Mono<List<HourCount>> of(List<RoomHour> hours) {
        return bind(READ, hours).map(Rows.to(HourCount.class)).all().collectList();
    }

    Mono<Void> countAnew(List<RoomHour> hours) {
        return bind(DELETE, hours)
                .then()
                .then(Mono.defer(() -> bind(COUNT, hours).then()));
    }

    private DatabaseClient.GenericExecuteSpec bind(String sql, List<RoomHour> hours) {
        String values = String.join(
                " UNION ALL ", Collections.nCopies(hours.size(), "SELECT ? AS room, CAST(? AS DATETIME) AS hour"));
        var binder = new Binder(database.sql(sql.formatted(values)));
        hours.forEach(each -> binder.add(each.room()).add(each.hour()));
        return binder.statement();
    }
}
