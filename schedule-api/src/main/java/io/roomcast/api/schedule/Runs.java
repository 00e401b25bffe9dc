package io.roomcast.api.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.event.ScheduleChangedEvent.Change;
import io.roomcast.model.org.Right;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.MessageColumns.Changed;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import jakarta.validation.Validator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Single runs that are ahead: looking at them, skipping, moving and changing them. */
@Component
@RequiredArgsConstructor
class Runs {
    private final Schedules schedules;
    private final ScheduleRows rows;
    private final RunExceptions exceptions;
    private final Drafts drafts;
    private final Requests requests;
    private final TimeRules timeRules;
    private final DatabaseClock clock;
    private final Validator validator;
    private final Audit audit;

    /** In the order in which they are due, skipped ones in between; none of one that nobody understands. */
    Mono<List<Run>> upcoming(Caller caller, long scheduleId, int limit) {
        return rows.find(caller, scheduleId)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .flatMap(found -> found.status().equals("error")
                        ? Mono.just(List.<Run>of())
                        : exceptions
                                .of(scheduleId)
                                .zipWith(timing(found), (known, timing) -> upcoming(known, timing, limit)));
    }

    private List<Run> upcoming(List<RunException> known, Timing timing, int limit) {
        Instant now = clock.now();
        List<Instant> dueAts = timing.following(now, limit);
        Map<Instant, RunException> byDueAt = known.stream()
                .filter(one -> !one.isSkip())
                .collect(Collectors.toMap(RunException::dueAt, Function.identity(), (one, other) -> one));
        var runs = new ArrayList<Run>();
        dueAts.forEach(dueAt -> runs.add(run(dueAt, byDueAt.get(dueAt))));
        Instant last = dueAts.size() == limit ? dueAts.get(limit - 1) : Instant.MAX;
        known.stream()
                .filter(one -> one.isSkip()
                        && one.originalAt().isAfter(now)
                        && one.originalAt().isBefore(last))
                .forEach(one ->
                        runs.add(new Run(one.originalAt(), one.originalAt(), true, false, null, List.of(), List.of())));
        runs.sort(Comparator.comparing(Run::dueAt));
        return runs;
    }

    private static Run run(Instant dueAt, @Nullable RunException exception) {
        if (exception == null) {
            return new Run(dueAt, dueAt, false, false, null, List.of(), List.of());
        }
        if (exception.content() == null) {
            return new Run(exception.originalAt(), dueAt, false, false, null, List.of(), List.of());
        }
        Changed changed = ContentJson.read(exception.content(), new TypeReference<Changed>() {});
        return new Run(
                exception.originalAt(), dueAt, false, true, changed.text(), changed.images1(), changed.images2());
    }

    /** @throws ProblemException NOT_FOUND where no such run is ahead, CONFLICT where it has begun, INVALID, FORBIDDEN */
    Mono<Schedules.Saved> change(Caller caller, long scheduleId, Instant originalAt, RunChange change) {
        Checks checks = Checks.of(validator, change);
        checks.require(
                change.isSkip() != (change.moveTo() != null || change.changesContent()),
                "/skip",
                "not_one_of",
                "Either skip, or a moment or a content to change to");
        checks.throwIfAny();
        return schedules
                .locked(caller, scheduleId)
                .doOnNext(found -> caller.require(Right.SEND))
                .zipWhen(this::timing)
                .flatMap(both -> change(caller, both.getT1(), both.getT2(), originalAt, change));
    }

    private Mono<Schedules.Saved> change(
            Caller caller, ScheduleRow found, Timing timing, Instant originalAt, RunChange change) {
        return exceptions.of(found.id()).flatMap(known -> {
            Optional<RunException> before = of(known, originalAt);
            Timing without = without(timing, known, originalAt);
            Instant dueAt =
                    before.filter(one -> !one.isSkip()).map(RunException::dueAt).orElse(originalAt);
            if (!dueAt.isAfter(clock.now()) || !without.isDueAt(originalAt)) {
                return Mono.error(ProblemException::notFound);
            }
            checkTarget(without, known, originalAt, change);
            checkNightRight(caller, found, change);
            return requireUnclaimed(found.id(), dueAt)
                    .then(exception(caller, found, originalAt, before.orElse(null), change))
                    .delayUntil(exception -> exceptions.put(caller, exception))
                    .flatMap(exception ->
                            record(caller, found, Action.RUN_CHANGED, originalAt, before.orElse(null), exception))
                    .then(Mono.defer(() -> reckonAnew(caller, found)));
        });
    }

    /** The run is again as the rule says. @throws ProblemException NOT_FOUND, CONFLICT where it has begun, FORBIDDEN */
    Mono<Schedules.Saved> restore(Caller caller, long scheduleId, Instant originalAt) {
        return schedules
                .locked(caller, scheduleId)
                .doOnNext(found -> caller.require(Right.SEND))
                .flatMap(found -> exceptions.of(scheduleId).flatMap(known -> {
                    RunException exception = of(known, originalAt).orElseThrow(ProblemException::notFound);
                    requireFree(known, originalAt);
                    return requireUnclaimed(scheduleId, exception.dueAt())
                            .then(exceptions.remove(scheduleId, originalAt))
                            .then(Mono.defer(
                                    () -> record(caller, found, Action.RUN_RESTORED, originalAt, exception, null)))
                            .then(Mono.defer(() -> reckonAnew(caller, found)));
                }));
    }

    /** @param before null: the run was as the rule says @param after null: it is again */
    private Mono<Void> record(
            Caller caller,
            ScheduleRow found,
            Action action,
            Instant originalAt,
            @Nullable RunException before,
            @Nullable RunException after) {
        var change = new FieldChange(originalAt.toString(), said(before), said(after));
        return audit.done(caller, Subject.SCHEDULE, found.id(), action, List.of(change));
    }

    private static @Nullable String said(@Nullable RunException exception) {
        if (exception == null) {
            return null;
        }
        return exception.isSkip()
                ? "skip"
                : Stream.of(exception.movedTo(), exception.content())
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .collect(Collectors.joining(" "));
    }

    private void requireFree(List<RunException> known, Instant originalAt) {
        if (!originalAt.isAfter(clock.now())) {
            throw ProblemException.of(ProblemKind.CONFLICT, "Its own moment has passed; move it or skip it");
        }
        if (isTaken(known, originalAt, originalAt)) {
            throw ProblemException.of(ProblemKind.CONFLICT, "Another run was moved to its moment");
        }
    }

    private Mono<Void> requireUnclaimed(long scheduleId, Instant dueAt) {
        return exceptions
                .isClaimed(scheduleId, dueAt)
                .flatMap(claimed -> claimed || !dueAt.isAfter(clock.now())
                        ? Mono.error(
                                ProblemException.of(ProblemKind.CONFLICT, "This run has begun already, or is about to"))
                        : Mono.empty());
    }

    /** No two runs may be due at one moment, not even where one of them is skipped: each has its own row in the history. */
    private static boolean isTaken(List<RunException> known, Instant originalAt, Instant target) {
        return known.stream()
                .filter(one -> !one.originalAt().equals(originalAt))
                .anyMatch(one -> one.originalAt().equals(target)
                        || (!one.isSkip() && one.dueAt().equals(target)));
    }

    private void checkTarget(Timing without, List<RunException> known, Instant originalAt, RunChange change) {
        if (change.isSkip()) {
            return;
        }
        Instant target = change.moveTo() == null ? originalAt : targetOf(change);
        Checks.none()
                .require(target.isAfter(clock.now()), "/moveTo", "in_the_past", "A moment that is still ahead")
                .require(
                        change.moveTo() == null || change.moveTo().getYear() <= 2999,
                        "/moveTo",
                        "out_of_range",
                        "Before the year 3000")
                .require(
                        (target.equals(originalAt) || !without.isDueAt(target)) && !isTaken(known, originalAt, target),
                        "/moveTo",
                        "taken",
                        "Another run of this schedule is due then, or was")
                .throwIfAny();
    }

    /** What head office let out at night is for head office to change. */
    private static void checkNightRight(Caller caller, ScheduleRow found, RunChange change) {
        Checks.none()
                .require(
                        change.isSkip() || found.nightReason() == null || caller.may(Right.SEND_AT_NIGHT),
                        change.moveTo() == null ? "/messageText" : "/moveTo",
                        "not_allowed",
                        "Only head office changes an advertisement that may go out at night")
                .throwIfAny();
    }

    /** @param before what was said of the run; a content of its own stays when it is only moved */
    private Mono<RunException> exception(
            Caller caller, ScheduleRow found, Instant originalAt, @Nullable RunException before, RunChange change) {
        if (change.isSkip()) {
            return Mono.just(new RunException(found.id(), originalAt, "skip", null, null));
        }
        Instant movedTo = change.moveTo() == null || targetOf(change).equals(originalAt) ? null : targetOf(change);
        if (!change.changesContent()) {
            String content = before == null ? null : before.content();
            return Mono.just(new RunException(found.id(), originalAt, "change", movedTo, content));
        }
        // The rules of a schedule's content are those of a run's.
        return drafts.of(caller, saying(found, change))
                .map(draft -> ContentJson.write(draft.message().asChange()))
                .map(changed -> new RunException(found.id(), originalAt, "change", movedTo, changed));
    }

    private ScheduleRequest saying(ScheduleRow found, RunChange change) {
        return requests.of(found)
                .withMessageText(change.messageText())
                .withImages1(change.images1())
                .withImages2(change.images2());
    }

    /** A run that is due and not yet claimed stays due. */
    private Mono<Schedules.Saved> reckonAnew(Caller caller, ScheduleRow found) {
        Instant now = clock.now();
        boolean isDue = found.nextSendAt() != null && !found.nextSendAt().isAfter(now);
        boolean rests = !found.isActive() && !found.status().equals("completed");
        return timeRules.timing(found.id(), found.timingColumns(), true).flatMap(timing -> {
            Instant next = isDue ? found.nextSendAt() : timing.nextAfter(now).orElse(null);
            String status = next == null ? "completed" : "active";
            return (rests ? rows.setNext(found.id(), found.status(), null) : rows.setNext(found.id(), status, next))
                    .then(Mono.defer(() -> schedules.announce(caller, found.id(), Change.UPDATED)));
        });
    }

    private Mono<Timing> timing(ScheduleRow found) {
        return timeRules.timing(found.id(), found.timingColumns(), found.hasExceptions());
    }

    private static Timing without(Timing timing, List<RunException> known, Instant originalAt) {
        List<RunException> others = known.stream()
                .filter(one -> !one.originalAt().equals(originalAt))
                .toList();
        return timing.with(timing.adjustments().withExceptions(RunException.toExceptions(others)));
    }

    private static Optional<RunException> of(List<RunException> known, Instant originalAt) {
        return known.stream().filter(one -> one.originalAt().equals(originalAt)).findFirst();
    }

    private static Instant targetOf(RunChange change) {
        return Objects.requireNonNull(change.moveTo()).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
