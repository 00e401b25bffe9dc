package io.roomcast.api.schedule;

import static io.roomcast.api.schedule.ScheduleRows.AVOIDS_HOLIDAYS;
import static io.roomcast.api.schedule.ScheduleRows.BY_IDS;
import static io.roomcast.api.schedule.ScheduleRows.COLUMNS;
import static io.roomcast.api.schedule.ScheduleRows.DELETED;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.period.Period;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Many rows of kb_schedule at once, each list in its order. The caller's scope is in every one. */
@Component
@RequiredArgsConstructor
class ScheduleLists {
    private static final NewestIds.Table SCHEDULES =
            new NewestIds.Table("kb_schedule", "s", "ix_schedule_organization", "AND s.deleted_at IS NULL ");

    private static final String OF_ORGANIZATIONS = """
            kb_organization g STRAIGHT_JOIN kb_schedule s FORCE INDEX (ix_schedule_organization)
              ON s.organization_id = g.id\s""";

    private static final String BY_MOMENT = """
            kb_schedule s FORCE INDEX (idx_schedule_polling) STRAIGHT_JOIN kb_organization g
              ON g.id = s.organization_id\s""";

    private static final String OF_ROOM = """
            kb_schedule s FORCE INDEX (ix_schedule_room_due) STRAIGHT_JOIN kb_organization g
              ON g.id = s.organization_id\s""";

    private static final String NEXT = """
            WHERE s.status = 'active' AND s.next_send_at IS NOT NULL AND s.deleted_at IS NULL AND g.path LIKE :scope\s""";

    private static final String FIRST = "ORDER BY s.next_send_at, s.id LIMIT :rows";

    /** What is not among the first is sorted by its id alone. */
    private static final String PLANNED = """
            SELECT s.id, s.title, s.room_id, s.schedule_type, s.schedule_date, s.schedule_times, s.schedule_weekdays,
                   s.schedule_month_days, s.interval_minutes, s.interval_anchor, s.cron_expression, s.holiday_policy, s.time_zone,
                   s.jitter_seconds, s.max_runs, s.run_count, s.has_exceptions, s.valid_from, s.valid_until, s.next_send_at
            FROM (SELECT s.id FROM %s) ahead STRAIGHT_JOIN kb_schedule s ON s.id = ahead.id
            ORDER BY s.next_send_at, s.id""";

    private final DatabaseClient database;
    private final NewestIds newest;

    record Listed(List<ScheduleRow> rows, NewestIds.Found found) {}

    /** Newest first. @param patience how long it may look where few schedules pass the filter */
    Mono<Listed> list(Caller caller, ScheduleFilter filter, PageRequest page, Duration patience) {
        Conditions conditions = filter.conditions();
        Mono<NewestIds.Found> found = filter.roomId() == null
                ? newest.find(SCHEDULES, caller, conditions, filter.organizationId(), page, patience)
                : newest.findBy(
                        SCHEDULES,
                        "ix_schedule_room_due",
                        caller,
                        conditions.and("s.organization_id = :organization", "organization", filter.organizationId()),
                        page);
        return found.flatMap(ids -> all(caller, ids.ids(), "s.id DESC").map(rows -> new Listed(rows, ids)));
    }

    /** @param order of columns of kb_schedule */
    private Mono<List<ScheduleRow>> all(Caller caller, List<Long> ids, String order) {
        return ids.isEmpty()
                ? Mono.just(List.of())
                : database.sql(BY_IDS + order)
                        .bind("scope", caller.scope())
                        .bind("ids", ids)
                        .map(Rows.to(ScheduleRow.class))
                        .all()
                        .collectList();
    }

    /** In the order of their ids. */
    Mono<List<ScheduleRow>> after(Caller caller, Conditions conditions, long id, int limit) {
        return conditions
                .bind(database.sql(COLUMNS + conditions.sql() + "AND s.id > :after ORDER BY s.id LIMIT :rows")
                        .bind("scope", caller.scope())
                        .bind("after", id)
                        .bind("rows", limit))
                .map(Rows.to(ScheduleRow.class))
                .all()
                .collectList();
    }

    /** Active ones that are due next, first things first. */
    Mono<List<ScheduleRow>> upcoming(Caller caller, int limit) {
        return source(caller, null)
                .flatMap(source -> database.sql("SELECT s.id FROM " + source + NEXT + FIRST)
                        .bind("scope", caller.scope())
                        .bind("rows", limit)
                        .map(row -> row.get("id", Long.class))
                        .all()
                        .collectList())
                .flatMap(ids -> all(caller, ids, "s.next_send_at, s.id"));
    }

    /** Active ones that may have a run ahead in the period, first things first. @param organizationId and below, or null */
    Mono<List<PlannedSchedule>> dueWithin(
            Caller caller, Period period, @Nullable Long organizationId, @Nullable Long roomId, int limit) {
        Conditions conditions = new Conditions()
                .and("s.next_send_at < :end", "end", period.end())
                .and("s.valid_until >= :start", "start", period.start())
                .and("(s.schedule_type <> 'once' OR s.has_exceptions = 1 OR s.next_send_at >= :start)")
                .and("s.room_id = :room", "room", roomId)
                .and("g.path LIKE CONCAT('%/', :organization, '/%')", "organization", organizationId);
        return source(caller, roomId)
                .flatMap(source -> conditions
                        .bind(database.sql(PLANNED.formatted(source + NEXT + conditions.sql() + FIRST))
                                .bind("scope", caller.scope())
                                .bind("rows", limit))
                        .map(Rows.to(PlannedSchedule.class))
                        .all()
                        .collectList());
    }

    /** A few organisations' schedules are sorted; of many, those due first are most likely theirs. */
    private Mono<String> source(Caller caller, @Nullable Long roomId) {
        return roomId == null
                ? newest.isNarrow(caller).map(narrow -> narrow ? OF_ORGANIZATIONS : BY_MOMENT)
                : Mono.just(OF_ROOM);
    }

    /** Those that avoid holidays and are not over, in the order of their ids; not locked. */
    Mono<List<ScheduleRow>> avoidingHolidays(long after, int limit) {
        return database.sql(COLUMNS + AVOIDS_HOLIDAYS + "AND s.id > :after ORDER BY s.id LIMIT :rows")
                .bind("scope", "%")
                .bind("after", after)
                .bind("rows", limit)
                .map(Rows.to(ScheduleRow.class))
                .all()
                .collectList();
    }

    /** Of those the ones whose next run is due. */
    Mono<List<ScheduleRow>> dueAvoidingHolidays(long after, Instant now, int limit) {
        return database.sql(COLUMNS + AVOIDS_HOLIDAYS
                        + "AND s.id > :after AND s.next_send_at <= :now ORDER BY s.id LIMIT :rows")
                .bind("scope", "%")
                .bind("after", after)
                .bind("now", now)
                .bind("rows", limit)
                .map(Rows.to(ScheduleRow.class))
                .all()
                .collectList();
    }

    /** Last deleted first. */
    Mono<List<ScheduleRow>> deleted(Caller caller, MomentPageRequest page) {
        return database.sql(DELETED + """
                        AND s.deleted_at <= :before AND (s.deleted_at < :before OR s.id < :id)
                        ORDER BY s.deleted_at DESC, s.id DESC LIMIT :rows""")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("id", page.beforeId())
                .bind("rows", page.rows())
                .map(Rows.to(ScheduleRow.class))
                .all()
                .collectList();
    }
}
