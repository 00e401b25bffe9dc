package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The statements on kb_schedule_exception. Whoever changes anything holds the schedule's lock. */
@Component
@RequiredArgsConstructor
class RunExceptions {
    private static final int ROWS_A_STATEMENT = 500;

    private final DatabaseClient database;
    private final TimeRules timeRules;
    private final DatabaseClock clock;

    Mono<List<RunException>> of(long scheduleId) {
        return timeRules.exceptionsOf(scheduleId);
    }

    Mono<Void> put(Caller caller, RunException exception) {
        return database.sql("""
                        INSERT INTO kb_schedule_exception (schedule_id, original_at, action, moved_to, content, created_by)
                        VALUES (:schedule, :original, :action, :moved, :content, :member)
                        ON DUPLICATE KEY UPDATE action = VALUES(action), moved_to = VALUES(moved_to),
                          content = VALUES(content), created_by = VALUES(created_by), created_at = UTC_TIMESTAMP(3)""")
                .bind("schedule", exception.scheduleId())
                .bind("original", exception.originalAt())
                .bind("action", exception.action())
                .bind("moved", Parameter.fromOrEmpty(exception.movedTo(), Instant.class))
                .bind("content", Parameter.fromOrEmpty(exception.content(), String.class))
                .bind("member", caller.memberId())
                .then();
    }

    /**
     * Keeps those due when their rule changes: each is due at its moment as before, and says what the schedule says by then or,
     * where somebody changed that one, what they wrote.
     *
     * @param due moments, ascending
     */
    Mono<Void> keepDue(Caller caller, long scheduleId, List<Instant> due) {
        return due.isEmpty()
                ? Mono.empty()
                : of(scheduleId)
                        .flatMapIterable(all -> due.stream()
                                .map(dueAt -> new RunException(
                                        scheduleId,
                                        dueAt,
                                        RunException.CHANGE,
                                        dueAt,
                                        RunException.contentAt(all, dueAt)))
                                .toList())
                        .buffer(ROWS_A_STATEMENT)
                        .concatMap(some -> insert(
                                caller,
                                some,
                                "moved_to = VALUES(moved_to), content = COALESCE(VALUES(content), content)"))
                        .then();
    }

    /** Those that are there no more; of the others nothing changes. */
    Mono<Void> putBack(Caller caller, List<RunException> some) {
        return some.isEmpty() ? Mono.empty() : insert(caller, some, "action = action");
    }

    private Mono<Void> insert(Caller caller, List<RunException> some, String ifThere) {
        String rows = String.join(",", Collections.nCopies(some.size(), "(?,?,?,?,?,?)"));
        var binder = new Binder(database.sql(
                "INSERT INTO kb_schedule_exception (schedule_id, original_at, action, moved_to, content, created_by) VALUES "
                        + rows + " ON DUPLICATE KEY UPDATE " + ifThere));
        some.forEach(one -> binder.add(one.scheduleId())
                .add(one.originalAt())
                .add(one.action())
                .add(one.movedTo(), Instant.class)
                .add(one.content(), String.class)
                .add(caller.memberId()));
        return binder.statement().then();
    }

    Mono<Void> remove(long scheduleId, Instant originalAt) {
        return database.sql(
                        "DELETE FROM kb_schedule_exception WHERE schedule_id = :schedule AND original_at = :original")
                .bind("schedule", scheduleId)
                .bind("original", originalAt)
                .then();
    }

    /**
     * Forgets those ahead that are about no run of the new rule any more; emits the rule with the ones that stay.
     *
     * @param later by how much all runs moved, because the place of the room in the jitter is another
     */
    Mono<Timing> keepFitting(long scheduleId, Timing rule, Duration later) {
        Mono<Void> moved = later.isZero() ? Mono.empty() : moveAll(scheduleId, later);
        return moved.then(Mono.defer(() -> keepThoseOf(scheduleId, rule)));
    }

    private Mono<Void> moveAll(long scheduleId, Duration later) {
        return database.sql("""
                        UPDATE kb_schedule_exception SET original_at = original_at + INTERVAL :seconds SECOND
                        WHERE schedule_id = :schedule AND original_at > UTC_TIMESTAMP(3)
                        ORDER BY original_at %s""".formatted(later.isNegative() ? "ASC" : "DESC"))
                .bind("seconds", later.toSeconds())
                .bind("schedule", scheduleId)
                .then();
    }

    /** What would be kept of them, if all runs moved by {@code later}; changes nothing. */
    Mono<List<RunException>> fitting(long scheduleId, Timing rule, Duration later) {
        Instant now = clock.now();
        return of(scheduleId)
                .map(all -> all.stream()
                        .map(one -> one.originalAt().isAfter(now) ? one.movedBy(later) : one)
                        .filter(one -> fits(one, rule, now))
                        .toList());
    }

    private static boolean fits(RunException one, Timing rule, Instant now) {
        return !one.originalAt().isAfter(now) || rule.isDueAt(one.originalAt());
    }

    private Mono<Timing> keepThoseOf(long scheduleId, Timing rule) {
        Instant now = clock.now();
        return of(scheduleId).flatMap(all -> {
            List<RunException> unfit =
                    all.stream().filter(one -> !fits(one, rule, now)).toList();
            List<RunException> kept =
                    all.stream().filter(one -> !unfit.contains(one)).toList();
            return forget(scheduleId, unfit)
                    .thenReturn(rule.with(rule.adjustments().withExceptions(RunException.toExceptions(kept))));
        });
    }

    private Mono<Void> forget(long scheduleId, List<RunException> unfit) {
        return unfit.isEmpty()
                ? Mono.empty()
                : database.sql("""
                                DELETE FROM kb_schedule_exception
                                WHERE schedule_id = :schedule AND original_at IN (:moments)""")
                        .bind("schedule", scheduleId)
                        .bind(
                                "moments",
                                unfit.stream().map(RunException::originalAt).toList())
                        .then();
    }

    /** Whether the run was claimed: whatever is done to it now comes too late. */
    Mono<Boolean> isClaimed(long scheduleId, Instant dueAt) {
        return database.sql("SELECT id FROM kb_occurrence WHERE schedule_id = :schedule AND scheduled_at = :at")
                .bind("schedule", scheduleId)
                .bind("at", dueAt)
                .map(row -> row.get("id", Long.class))
                .one()
                .hasElement();
    }
}
