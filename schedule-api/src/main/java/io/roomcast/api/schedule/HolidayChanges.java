package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets the schedules that avoid holidays follow a change of them, completed ones too: a holiday that was entered by mistake
 * must not end what it moved.
 *
 * <p>All are looked at, and only those are locked whose next run is another.
 */
@Component
@RequiredArgsConstructor
public class HolidayChanges {
    private static final int BATCH = 1_000;

    private final ScheduleRows rows;
    private final ScheduleLists lists;
    private final UnclaimedRuns unclaimed;
    private final RunExceptions runExceptions;
    private final TimeRules timeRules;
    private final DatabaseClock clock;

    /**
     * Before the holidays are changed: from then on nobody reckons with them until the caller's transaction ends. Runs that are
     * due already and not yet claimed stay due, be there several of a schedule.
     */
    public Mono<Void> begin(Caller caller) {
        return timeRules.lockHolidays().then(Mono.defer(() -> keepDueFrom(0, caller)));
    }

    private Mono<Void> keepDueFrom(long after, Caller caller) {
        return lists.dueAvoidingHolidays(after, clock.now(), BATCH)
                .flatMap(found -> found.isEmpty()
                        ? Mono.empty()
                        : Flux.fromIterable(found)
                                .concatMap(row -> keepDue(row.id(), caller))
                                .then(Mono.defer(() ->
                                        keepDueFrom(found.get(found.size() - 1).id(), caller))));
    }

    private Mono<Void> keepDue(long id, Caller caller) {
        return rows.lockAvoidingHolidays(id)
                .filter(this::isDue)
                .flatMap(row -> unclaimed.of(row).flatMap(due -> runExceptions.keepDue(caller, id, due)));
    }

    /** After it, in the same transaction. */
    public Mono<Void> reckonAnew() {
        return timeRules.holidaysUnderLock().flatMap(holidays -> reckonFrom(0, holidays));
    }

    private Mono<Void> reckonFrom(long after, Holidays holidays) {
        return lists.avoidingHolidays(after, BATCH)
                .flatMap(found -> found.isEmpty()
                        ? Mono.empty()
                        : reckon(found, holidays)
                                .then(Mono.defer(() ->
                                        reckonFrom(found.get(found.size() - 1).id(), holidays))));
    }

    private Mono<Void> reckon(List<ScheduleRow> found, Holidays holidays) {
        List<Long> withExceptions = found.stream()
                .filter(ScheduleRow::hasExceptions)
                .map(ScheduleRow::id)
                .toList();
        return timeRules
                .exceptions(withExceptions)
                .flatMap(exceptions -> Flux.fromIterable(found)
                        .filter(row -> !Objects.equals(
                                next(row, holidays, exceptions.getOrDefault(row.id(), List.of())), row.nextSendAt()))
                        .concatMap(row -> move(row.id(), holidays))
                        .then());
    }

    /** What a person changed of a single run stays, be its day a holiday or not. */
    private @Nullable Instant next(ScheduleRow row, Holidays holidays, List<RunException> exceptions) {
        if (isDue(row)) {
            return row.nextSendAt();
        }
        return row.timingColumns()
                .toTiming(holidays, RunException.toExceptions(exceptions))
                .nextAfter(clock.now())
                .orElse(null);
    }

    private boolean isDue(ScheduleRow row) {
        return row.nextSendAt() != null && !row.nextSendAt().isAfter(clock.now());
    }

    private Mono<Void> move(long id, Holidays holidays) {
        return rows.lockAvoidingHolidays(id)
                .filter(row -> !isDue(row))
                .flatMap(row -> timeRules.exceptionsOf(row.id()).flatMap(exceptions -> {
                    Instant next = next(row, holidays, exceptions);
                    return Objects.equals(next, row.nextSendAt())
                            ? Mono.empty()
                            : rows.setNext(row.id(), next == null ? "completed" : "active", next);
                }));
    }
}
