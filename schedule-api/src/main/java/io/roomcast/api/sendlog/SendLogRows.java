package io.roomcast.api.sendlog;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.period.Period;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Rows;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** kb_schedule_logs of the caller's subtree. */
@Component
@RequiredArgsConstructor
public class SendLogRows {
    private static final String COLUMNS = """
            SELECT l.id, l.occurrence_id, l.schedule_id,
                   (SELECT MAX(m.broadcast_id) FROM kb_broadcast_room m WHERE m.occurrence_id = l.occurrence_id) AS broadcast_id,
                   l.organization_id, l.room_id, l.target_room_id,
                   l.sent_message_text, l.sent_images_1 AS sent_images1, l.sent_images_2 AS sent_images2, l.send_components, l.status, l.confirmed,
                   l.error_message, l.api_response, l.scheduled_at, l.started_at, l.completed_at, l.duration_ms,
                   l.created_at
            FROM kb_schedule_logs l JOIN kb_organization g ON g.id = l.organization_id
            WHERE g.path LIKE :scope
            """;

    private static final NewestIds.Table LOGS =
            new NewestIds.Table("kb_schedule_logs", "l", "ix_logs_organization", "");

    private final DatabaseClient database;
    private final NewestIds newest;
    private final LogsOfPeriod ofPeriod;

    record Listed(List<SendLog> rows, NewestIds.Found found) {}

    /** Newest first. */
    Mono<Listed> list(
            Caller caller,
            @Nullable Long scheduleId,
            @Nullable Long roomId,
            @Nullable String status,
            PageRequest page) {
        Conditions conditions = new Conditions()
                .and("l.schedule_id = :schedule", "schedule", scheduleId)
                .and("l.room_id = :room", "room", roomId)
                .and("l.status = :status", "status", status);
        return found(caller, scheduleId, roomId, conditions, page)
                .flatMap(found -> all(caller, found.ids(), "l.id DESC").map(rows -> new Listed(rows, found)));
    }

    private Mono<NewestIds.Found> found(
            Caller caller, @Nullable Long scheduleId, @Nullable Long roomId, Conditions conditions, PageRequest page) {
        if (scheduleId != null) {
            return newest.findBy(LOGS, "ix_logs_schedule", caller, conditions, page);
        }
        return roomId == null
                ? newest.find(LOGS, caller, conditions, null, page, NewestIds.PATIENCE)
                : newest.findBy(LOGS, "ix_logs_room_newest", caller, conditions, page);
    }

    /** Those due in the period, latest first. */
    Mono<Page<SendLog>> due(Caller caller, SendLogParameters asked, Period period, MomentPageRequest page) {
        return ofPeriod.find(caller, asked, period, page, NewestIds.PATIENCE).flatMap(found -> {
            List<Long> ids = found.rows().stream()
                    .limit(page.limit())
                    .map(LogsOfPeriod.Row::id)
                    .toList();
            LogsOfPeriod.Place next = found.next(page);
            return all(caller, ids, "l.scheduled_at DESC, l.id DESC")
                    .map(rows ->
                            new Page<>(rows, next == null ? null : MomentPageRequest.cursor(next.moment(), next.id())));
        });
    }

    /** @param order of columns of kb_schedule_logs */
    private Mono<List<SendLog>> all(Caller caller, List<Long> ids, String order) {
        return ids.isEmpty()
                ? Mono.just(List.of())
                : database.sql(COLUMNS + "AND l.id IN (:ids) ORDER BY " + order)
                        .bind("scope", caller.scope())
                        .bind("ids", ids)
                        .map(Rows.to(SendLog.class))
                        .all()
                        .collectList();
    }

    /** Ascending, at most {@code limit}, those after {@code id}. */
    public Mono<List<SendLog>> after(Caller caller, long id, int limit) {
        return database.sql(COLUMNS + "AND l.id > :after ORDER BY l.id LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("after", id)
                .bind("rows", limit)
                .map(Rows.to(SendLog.class))
                .all()
                .collectList();
    }

    /** The newest id there is, of anybody; 0 when there is none. */
    public Mono<Long> newestId() {
        return database.sql("SELECT COALESCE(MAX(id), 0) AS id FROM kb_schedule_logs")
                .map(row -> row.get("id", Long.class))
                .one();
    }
}
