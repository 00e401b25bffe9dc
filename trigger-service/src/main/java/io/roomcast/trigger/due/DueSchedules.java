package io.roomcast.trigger.due;

import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.time.ClockSetException;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The statements of a claim on kb_schedule. */
@Component
@RequiredArgsConstructor
class DueSchedules {
    private final DatabaseClient database;
    private final DatabaseClock clock;

    /** @param readAt the database's time */
    private record Taken(long id, Instant readAt) {}

    /**
     * Locks the due rows that no other replica holds, oldest first.
     *
     * <p>Reads idx_schedule_polling (status, next_send_at, id) in its own order: no filesort, so only the rows returned
     * are locked. With another column between status and next_send_at the server would sort, and lock, every due row.
     * The room's name comes by a second look, outside the locking read, or rooms would be locked, too.
     */
    static final String TAKE = """
            SELECT s.id, UTC_TIMESTAMP(3) AS read_at FROM kb_schedule s FORCE INDEX (idx_schedule_polling)
            WHERE s.status = 'active' AND s.next_send_at <= UTC_TIMESTAMP(3) + INTERVAL %d MICROSECOND
            ORDER BY s.next_send_at, s.id LIMIT %d FOR UPDATE SKIP LOCKED""";

    private static final String READ = """
            SELECT s.id, s.organization_id, s.room_id, r.name AS room_name, r.time_zone AS room_zone, %s AS quiet,
                   s.message_text, s.message_images_1 AS message_images1, s.message_images_2 AS message_images2,
                   s.variables, s.send_order, s.send_interval_seconds, s.media_wait_time_1 AS media_wait_time1,
                   s.media_wait_time_2 AS media_wait_time2, s.schedule_type, s.schedule_date, s.schedule_times,
                   s.schedule_weekdays, s.schedule_month_days, s.interval_minutes, s.interval_anchor,
                   s.cron_expression, s.holiday_policy, s.time_zone, s.priority, s.missed_run_policy,
                   s.catch_up_window_seconds, s.overlap_policy, s.jitter_seconds, s.max_runs, s.run_count,
                   s.advertising, s.night_reason, s.has_exceptions, s.valid_from, s.valid_until, s.next_send_at
            FROM kb_schedule s JOIN kb_room r ON r.id = s.room_id JOIN kb_organization g ON g.id = r.organization_id
            WHERE s.id IN (:ids) ORDER BY s.next_send_at, s.id""".formatted(QuietHours.column("r", "g"));

    /** @throws ClockSetException where the database's time is not what it should be */
    Mono<List<DueSchedule>> take(Duration horizon, int limit) {
        return Mono.defer(() -> taken(horizon, limit)).flatMap(taken -> {
            List<Long> ids = taken.stream().map(Taken::id).toList();
            return ids.isEmpty() ? Mono.just(List.<DueSchedule>of()) : read(ids);
        });
    }

    private Mono<List<Taken>> taken(Duration horizon, int limit) {
        Instant asked = clock.now();
        return database.sql(TAKE.formatted(horizon.toNanos() / 1_000, limit))
                .map(Rows.to(Taken.class))
                .all()
                .collectList()
                .doOnNext(taken -> taken.stream().limit(1).forEach(first -> clock.require(first.readAt(), asked)));
    }

    private Mono<List<DueSchedule>> read(List<Long> ids) {
        return database.sql(READ)
                .bind("ids", ids)
                .map(Rows.to(DueSchedule.class))
                .all()
                .collectList();
    }

    /** Takes one out of the claim, until somebody saves it anew. That it was done is on record. */
    Mono<Void> putAside(long id, String why) {
        return database.sql("""
                        INSERT INTO kb_audit_log (organization_path, login_id, origin, action, subject, subject_id, subject_name, changes)
                        SELECT g.path, '', 'system', 'updated', 'schedule', s.id, s.title,
                               JSON_ARRAY(JSON_OBJECT('field', 'status', 'before', s.status, 'after', 'error'))
                        FROM kb_schedule s JOIN kb_organization g ON g.id = s.organization_id WHERE s.id = :id""")
                .bind("id", id)
                .then()
                .then(database.sql("""
                        UPDATE kb_schedule SET status = 'error', status_reason = LEFT(:why, 200), next_send_at = NULL,
                               version = version + 1 WHERE id = :id""").bind("why", why).bind("id", id).then());
    }

    /**
     * Moves each schedule to its next moment, or completes it. One statement.
     *
     * @param claimedBefore by schedule: runs that are counted already
     */
    Mono<Void> advance(List<DueRuns> claimed, Map<Long, Long> claimedBefore) {
        if (claimed.isEmpty()) {
            return Mono.empty();
        }
        String values = String.join(
                " UNION ALL ", Collections.nCopies(claimed.size(), "SELECT ? AS id, ? AS next_at, ? AS runs"));
        var binder = new Binder(database.sql("UPDATE (" + values
                + ") v STRAIGHT_JOIN kb_schedule s ON s.id = v.id SET s.next_send_at = v.next_at, s.run_count = s.run_count + v.runs,"
                + " s.status = IF(v.next_at IS NULL, 'completed', s.status)"));
        claimed.forEach(due -> binder.add(due.schedule().id())
                .add(due.next(), Instant.class)
                .add(due.runs().size()
                        - claimedBefore.getOrDefault(due.schedule().id(), 0L)));
        return binder.statement().then();
    }

    /** Of the active schedules, due or not. Locks nothing, and counts what others have locked. */
    Mono<DueAhead> ahead(int batch) {
        return database.sql("SELECT (%s) AS first, (%s) AS batch".formatted(moment(1), moment(batch)))
                .map(Rows.to(DueAhead.class))
                .one();
    }

    private static String moment(int nth) {
        return """
                SELECT next_send_at FROM kb_schedule FORCE INDEX (idx_schedule_polling)
                WHERE status = 'active' AND next_send_at IS NOT NULL ORDER BY next_send_at LIMIT 1 OFFSET %d""".formatted(nth - 1);
    }
}
