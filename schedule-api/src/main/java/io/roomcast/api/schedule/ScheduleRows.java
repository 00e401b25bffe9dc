package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.message.Messages;
import io.roomcast.model.recurrence.DateRule;
import io.roomcast.model.schedule.TimingColumns;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The statements on single rows of kb_schedule. The caller's scope is in every one that reads. */
@Component
@RequiredArgsConstructor
class ScheduleRows {
    static final int DAYS_IN_BIN = 30;

    private static final String SELECT = """
            SELECT s.id, s.title, s.description, s.created_by_type, s.created_by_id, s.created_by_mb_id, s.organization_id,
                   s.room_id, b.name AS target_bot_name, r.channel_id AS target_room_id, s.message_text, s.message_images_1 AS message_images1, s.message_images_2 AS message_images2,
                   s.variables, s.send_order, s.send_interval_seconds, s.media_wait_time_1 AS media_wait_time1, s.media_wait_time_2 AS media_wait_time2,
                   s.schedule_type, s.schedule_date, s.schedule_times, s.schedule_weekdays, s.schedule_month_days,
                   s.interval_minutes, s.interval_anchor, s.cron_expression, s.holiday_policy, s.time_zone, s.priority,
                   s.missed_run_policy, s.catch_up_window_seconds, s.overlap_policy, s.jitter_seconds, s.max_runs, s.run_count,
                   s.advertising, s.night_reason, s.has_exceptions, s.valid_from, s.valid_until, s.status,
                   s.status_reason, s.last_sent_at, s.next_send_at, s.send_count, s.version, s.created_at, s.updated_at, s.deleted_at
            """;

    private static final String ALL = SELECT + """
            FROM kb_schedule s JOIN kb_organization g ON g.id = s.organization_id JOIN kb_room r ON r.id = s.room_id
                 JOIN kb_bot b ON b.id = r.bot_id
            WHERE %s AND g.path LIKE :scope
            """;

    /** Row by row, in the order of the ids where that is asked for: any other plan sorts wide rows in a temporary table. */
    static final String BY_IDS = SELECT + """
            FROM kb_schedule s FORCE INDEX (PRIMARY) STRAIGHT_JOIN kb_organization g FORCE INDEX (PRIMARY) ON g.id = s.organization_id
                 STRAIGHT_JOIN kb_room r ON r.id = s.room_id STRAIGHT_JOIN kb_bot b ON b.id = r.bot_id
            WHERE s.deleted_at IS NULL AND g.path LIKE :scope AND s.id IN (:ids) ORDER BY\s""";

    static final String AVOIDS_HOLIDAYS = """
            AND s.holiday_policy IN ('skip', 'previous', 'next') AND s.status IN ('active', 'completed')
              AND s.valid_until > UTC_TIMESTAMP(3)\s""";

    static final String COLUMNS = ALL.formatted("s.deleted_at IS NULL");

    /** Those in the recycle bin. */
    static final String DELETED = ALL.formatted("s.deleted_at > UTC_TIMESTAMP(3) - INTERVAL " + DAYS_IN_BIN + " DAY");

    private static final String HAS_EXCEPTIONS =
            "has_exceptions = EXISTS (SELECT 1 FROM kb_schedule_exception e WHERE e.schedule_id = :id)";

    private static final String ASSIGNMENTS = """
            title = :title, description = :description, created_by_type = :level, created_by_id = :code,
            organization_id = :organization, room_id = :room, target_bot_name = :bot, target_room_id = :channel,
            message_text = :text, message_images_1 = :images1, message_images_2 = :images2, variables = :variables,
            send_order = :order, send_interval_seconds = :interval, media_wait_time_1 = :wait1, media_wait_time_2 = :wait2,
            schedule_type = :type, schedule_date = :date, schedule_time = :time, schedule_times = :times,
            schedule_weekdays = :weekdays, schedule_month_days = :month_days, interval_minutes = :interval_minutes,
            interval_anchor = :interval_anchor, cron_expression = :cron, holiday_policy = :holidays, time_zone = :zone, priority = :priority, missed_run_policy = :missed,
            catch_up_window_seconds = :window, overlap_policy = :overlap, jitter_seconds = :jitter, max_runs = :max_runs,
            advertising = :advertising, night_reason = :night_reason, valid_from = :from, valid_until = :until, status = :status,
            next_send_at = :next""";

    private final DatabaseClient database;

    Mono<ScheduleRow> find(Caller caller, long id) {
        return database.sql(COLUMNS + "AND s.id = :id")
                .bind("scope", caller.scope())
                .bind("id", id)
                .map(Rows.to(ScheduleRow.class))
                .one();
    }

    /** Locks the schedule against the claim and other changes, first in the order of locks. */
    Mono<ScheduleRow> lock(Caller caller, long id) {
        return find(caller, id)
                .flatMap(seen -> database.sql("SELECT id FROM kb_schedule WHERE id = :id FOR UPDATE")
                        .bind("id", id)
                        .map(row -> row.get("id", Long.class))
                        .one())
                .flatMap(locked -> find(caller, locked));
    }

    Mono<Long> insert(Caller caller, Draft draft, String status, @Nullable Instant next) {
        return bind(
                        database.sql("INSERT INTO kb_schedule SET created_by_mb_id = :member, " + ASSIGNMENTS)
                                .filter(it -> it.returnGeneratedValues("id"))
                                .bind("member", caller.loginId()),
                        draft,
                        status,
                        next)
                .map(row -> row.get("id", Long.class))
                .one()
                .delayUntil(id -> addImages(id, draft));
    }

    Mono<Void> update(long id, Draft draft, String status, @Nullable Instant next) {
        return bind(
                        database.sql("UPDATE kb_schedule SET version = version + 1, updated_at = UTC_TIMESTAMP(3), "
                                        + "status_reason = NULL, " + HAS_EXCEPTIONS + ", " + ASSIGNMENTS
                                        + " WHERE id = :id")
                                .bind("id", id),
                        draft,
                        status,
                        next)
                .then()
                .then(database.sql("DELETE FROM kb_schedule_image WHERE schedule_id = :id")
                        .bind("id", id)
                        .then())
                .then(Mono.defer(() -> addImages(id, draft)));
    }

    /** For whoever asks where a picture is used. */
    private Mono<Void> addImages(long id, Draft draft) {
        List<Long> images = draft.images();
        if (images.isEmpty()) {
            return Mono.empty();
        }
        String rows = String.join(",", Collections.nCopies(images.size(), "(?,?)"));
        var binder = new Binder(database.sql("INSERT INTO kb_schedule_image (image_id, schedule_id) VALUES " + rows));
        images.forEach(image -> binder.add(image).add(id));
        return binder.statement().then();
    }

    Mono<Void> setStatus(long id, String status, @Nullable String reason, @Nullable Instant next) {
        return database.sql("""
                        UPDATE kb_schedule SET status = :status, status_reason = :reason, next_send_at = :next,
                               version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE id = :id""")
                .bind("status", status)
                .bind("reason", Parameter.fromOrEmpty(reason, String.class))
                .bind("next", Parameter.fromOrEmpty(next, Instant.class))
                .bind("id", id)
                .then();
    }

    /** Empty where it is no such schedule any more. */
    Mono<ScheduleRow> lockAvoidingHolidays(long id) {
        return database.sql("SELECT id FROM kb_schedule WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(locked -> database.sql(COLUMNS + AVOIDS_HOLIDAYS + "AND s.id = :id")
                        .bind("scope", "%")
                        .bind("id", locked)
                        .map(Rows.to(ScheduleRow.class))
                        .one());
    }

    /** Locks one in the bin; emits it with the status that it had. */
    Mono<Deleted> lockDeleted(Caller caller, long id) {
        return findDeleted(caller, id)
                .flatMap(seen -> database.sql(
                                "SELECT COALESCE(deleted_status, 'inactive') AS was FROM kb_schedule WHERE id = :id FOR UPDATE")
                        .bind("id", id)
                        .map(row -> row.get("was", String.class))
                        .one())
                .flatMap(status -> findDeleted(caller, id).map(row -> new Deleted(row, status)));
    }

    private Mono<ScheduleRow> findDeleted(Caller caller, long id) {
        return database.sql(DELETED + "AND s.id = :id")
                .bind("scope", caller.scope())
                .bind("id", id)
                .map(Rows.to(ScheduleRow.class))
                .one();
    }

    record Deleted(ScheduleRow row, String status) {}

    Mono<Void> restore(long id, String status, @Nullable Instant next) {
        return database.sql("""
                        UPDATE kb_schedule SET deleted_at = NULL, deleted_status = NULL, status = :status,
                               next_send_at = :next, version = version + 1, updated_at = UTC_TIMESTAMP(3)
                        WHERE id = :id""")
                .bind("status", status)
                .bind("next", Parameter.fromOrEmpty(next, Instant.class))
                .bind("id", id)
                .then();
    }

    /** What follows from a change of single runs. */
    Mono<Void> setNext(long id, String status, @Nullable Instant next) {
        return database.sql("""
                        UPDATE kb_schedule SET status = :status, next_send_at = :next,
                               %s, version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE id = :id""".formatted(HAS_EXCEPTIONS))
                .bind("status", status)
                .bind("next", Parameter.fromOrEmpty(next, Instant.class))
                .bind("id", id)
                .then();
    }

    Mono<Void> delete(long id) {
        return database.sql("""
                        UPDATE kb_schedule SET deleted_status = status, status = 'inactive', next_send_at = NULL,
                               deleted_at = UTC_TIMESTAMP(3), version = version + 1, updated_at = UTC_TIMESTAMP(3) WHERE id = :id""").bind("id", id).then();
    }

    private GenericExecuteSpec bind(GenericExecuteSpec statement, Draft draft, String status, @Nullable Instant next) {
        ScheduleRequest request = draft.request();
        TimingColumns timing = TimingColumns.of(draft.timing(), draft.room().id(), request.maxRuns(), 0);
        LocalTime first = draft.timing().recurrence() instanceof DateRule rule
                ? rule.times().first()
                : null;
        return Messages.bind(statement, draft.message())
                .bind("title", request.title())
                .bind("description", Parameter.fromOrEmpty(request.description(), String.class))
                .bind("level", draft.organization().level())
                .bind("code", draft.organization().code())
                .bind("organization", draft.organization().id())
                .bind("room", draft.room().id())
                .bind("bot", draft.room().botName())
                .bind("channel", draft.room().channelId())
                .bind("type", timing.scheduleType())
                .bind("date", Parameter.fromOrEmpty(timing.scheduleDate(), java.time.LocalDate.class))
                .bind("time", Parameter.fromOrEmpty(first, LocalTime.class))
                .bind("times", timing.scheduleTimes())
                .bind("weekdays", Parameter.fromOrEmpty(timing.scheduleWeekdays(), String.class))
                .bind("month_days", Parameter.fromOrEmpty(timing.scheduleMonthDays(), String.class))
                .bind("interval_minutes", Parameter.fromOrEmpty(timing.intervalMinutes(), Integer.class))
                .bind("interval_anchor", Parameter.fromOrEmpty(timing.intervalAnchor(), LocalDateTime.class))
                .bind("cron", Parameter.fromOrEmpty(timing.cronExpression(), String.class))
                .bind("holidays", timing.holidayPolicy())
                .bind("zone", timing.timeZone())
                .bind("priority", draft.priority())
                .bind("missed", Objects.requireNonNullElse(request.missedRunPolicy(), "last"))
                .bind("window", draft.catchUpWindow().toSeconds())
                .bind("overlap", draft.overlapPolicy())
                .bind("jitter", timing.jitterSeconds())
                .bind("max_runs", Parameter.fromOrEmpty(request.maxRuns(), Integer.class))
                .bind("advertising", Boolean.TRUE.equals(request.advertising()))
                .bind("night_reason", Parameter.fromOrEmpty(request.nightReason(), String.class))
                .bind("from", timing.validFrom())
                .bind("until", timing.validUntil())
                .bind("status", status)
                .bind("next", Parameter.fromOrEmpty(next, Instant.class));
    }
}
