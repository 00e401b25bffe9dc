package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.period.Period;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the database knows of a period: runs that have been claimed, and when rules were bent. */
@Component
@RequiredArgsConstructor
class CalendarRows {
    /** Room by room, which both tables have an index for: a schedule's room is never outside its organisation. */
    private static final String CLAIMED = """
            SELECT x.schedule_id, s.title, x.room_id, x.scheduled_at AS due_at, UPPER(x.%1$s) AS state,
                   x.%2$s AS occurrence_id
            FROM kb_organization a JOIN kb_room r ON r.organization_id = a.id
                 JOIN %3$s x ON x.room_id = r.id %4$s AND x.scheduled_at >= :from AND x.scheduled_at < :until
                 JOIN kb_schedule s ON s.id = x.schedule_id JOIN kb_organization g ON g.id = x.organization_id
            WHERE a.path LIKE :scope AND g.path LIKE :scope""";

    private static final String ENDED = CLAIMED.formatted("status", "occurrence_id", "kb_schedule_logs", "");
    private static final String OPEN =
            CLAIMED.formatted("state", "id", "kb_occurrence", "AND x.state IN ('QUEUED', 'SENDING')");

    private final DatabaseClient database;

    private record Row(long scheduleId, String title, long roomId, Instant dueAt, String state, long occurrenceId) {
        CalendarRun toRun() {
            return new CalendarRun(scheduleId, title, roomId, null, dueAt, state, false, occurrenceId);
        }
    }

    /** First things first. @param organizationId and below, or null; @param roomId or null */
    Mono<List<CalendarRun>> claimed(
            Caller caller, Period period, @Nullable Long organizationId, @Nullable Long roomId, int limit) {
        Map<String, Object> values =
                new HashMap<>(Map.of("scope", caller.scope(), "from", period.start(), "until", period.end()));
        String only = "";
        if (roomId != null) {
            only += " AND r.id = :room";
            values.put("room", roomId);
        }
        if (organizationId != null) {
            only += " AND g.path LIKE CONCAT((SELECT path FROM kb_organization WHERE id = :organization), '%')";
            values.put("organization", organizationId);
        }
        return database.sql(
                        ENDED + only + " UNION ALL " + OPEN + only + " ORDER BY due_at, occurrence_id LIMIT " + limit)
                .bindValues(values)
                .mapProperties(Row.class)
                .all()
                .map(Row::toRun)
                .collectList();
    }
}
