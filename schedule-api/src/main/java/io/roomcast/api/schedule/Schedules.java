package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.occurrence.Cancellation;
import io.roomcast.api.occurrence.Cancellations;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.event.ScheduleChangedEvent;
import io.roomcast.model.event.ScheduleChangedEvent.Change;
import io.roomcast.model.event.Topics;
import io.roomcast.model.org.Right;
import io.roomcast.model.outbox.Outbox;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What can be done with schedules, under the caller's rights. Every change runs in the caller's transaction and leaves a
 * change event in the outbox.
 */
@Component
@RequiredArgsConstructor
public class Schedules {
    private final ScheduleRows rows;
    private final Drafts drafts;
    private final Cancellations cancellations;
    private final UnclaimedRuns unclaimed;
    private final TimeRules timeRules;
    private final RunExceptions runExceptions;
    private final Outbox outbox;
    private final DatabaseClock clock;
    private final Audit audit;

    /** A schedule that was saved. */
    public record Saved(long id, int version) {}

    /** @throws ProblemException INVALID, FORBIDDEN */
    public Mono<Saved> create(Caller caller, ScheduleRequest request) {
        caller.require(Right.SEND);
        return drafts.of(caller, request).flatMap(draft -> {
            String status = Objects.requireNonNullElse(request.status(), "active");
            Instant next = next(draft, draft.timing(), status, List.of());
            return rows.insert(caller, draft, status, next)
                    .flatMap(id -> announce(caller, id, Change.CREATED))
                    .transform(audit.creating(caller, Subject.SCHEDULE, Saved::id));
        });
    }

    /**
     * Runs that are due and not yet claimed stay due at their moments, with the new content, under what the schedule then says of
     * missed runs. Runs that were claimed go out as they were.
     *
     * @throws ProblemException NOT_FOUND, STALE, INVALID, FORBIDDEN
     */
    public Mono<Saved> update(Caller caller, long id, int version, ScheduleRequest request) {
        return locked(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .doOnNext(found -> Version.check(version, found.version()))
                .zipWhen(found -> drafts.of(caller, request))
                .flatMap(both -> update(caller, both.getT1(), both.getT2()))
                .then(Mono.defer(() -> announce(caller, id, Change.UPDATED)))
                .transform(audit.changing(caller, Subject.SCHEDULE, id, Action.UPDATED));
    }

    private Mono<Void> update(Caller caller, ScheduleRow before, Draft draft) {
        String status = Objects.requireNonNullElse(draft.request().status(), editedStatus(before));
        Mono<Cancellation> stopped =
                status.equals("inactive") ? cancelAll(before, "SCHEDULE_PAUSED") : Mono.just(Cancellation.NONE);
        return stopped.then(Mono.defer(
                        () -> status.equals("inactive") ? Mono.just(List.<Instant>of()) : unclaimed.of(before)))
                .delayUntil(due -> runExceptions.keepDue(caller, before.id(), due))
                // One after the other: the new rule lets go of single runs that the old one is asked for.
                .flatMap(due -> timingAfter(before, draft)
                        .flatMap(timing -> rows.update(before.id(), draft, status, next(draft, timing, status, due))));
    }

    /** With the runs that were changed by hand, as far as the new rule still has them, and without those it had. */
    private Mono<Timing> timingAfter(ScheduleRow before, Draft draft) {
        Timing rule = Edits.rule(before, draft);
        return runExceptions.keepFitting(before.id(), rule, Edits.later(before, rule));
    }

    /** From the commit on no part of it starts. @throws ProblemException NOT_FOUND, STALE, FORBIDDEN */
    public Mono<Cancellation> delete(Caller caller, long id, int version) {
        return locked(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> cancelAll(found, "SCHEDULE_DELETED")
                        .flatMap(cancelled -> announce(caller, id, Change.DELETED)
                                .then(rows.delete(id))
                                .thenReturn(cancelled)))
                .transform(audit.changing(caller, Subject.SCHEDULE, id, Action.DELETED));
    }

    /**
     * Out of the recycle bin, as it was; one that was active and has no run left is completed. What was due meanwhile is
     * not made up for.
     *
     * @throws ProblemException NOT_FOUND, FORBIDDEN
     */
    public Mono<Saved> restore(Caller caller, long id) {
        return restore(caller, id, clock.now());
    }

    /** The same. @param since what fell due from then on is sent */
    Mono<Saved> restore(Caller caller, long id, Instant since) {
        return rows.lockDeleted(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .doOnNext(found -> caller.require(Right.SEND))
                .zipWhen(found -> timing(found.row()))
                .flatMap(both -> {
                    boolean wasOn = both.getT1().status().equals("active");
                    Instant next = wasOn ? both.getT2().nextAfter(since).orElse(null) : null;
                    String status =
                            wasOn && next == null ? "completed" : both.getT1().status();
                    return rows.restore(id, status, next);
                })
                .then(Mono.defer(() -> announce(caller, id, Change.ACTIVATED)))
                .transform(audit.changing(caller, Subject.SCHEDULE, id, Action.RESTORED));
    }

    /**
     * Active becomes inactive and back. From the commit of a pause on no part of it starts. One whose last run was
     * claimed is completed, but while that run is open it can still be paused.
     *
     * @param active what it shall be; null: the other of what it is
     * @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT for one that is completed and has nothing open
     */
    public Mono<Cancellation> toggle(Caller caller, long id, @Nullable String reason, @Nullable Boolean active) {
        return locked(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .flatMap(found -> isSo(found, active) ? Mono.just(Cancellation.NONE) : toggle(caller, found, reason))
                .transform(audit.changing(caller, Subject.SCHEDULE, id, Action.TOGGLED));
    }

    private static boolean isSo(ScheduleRow found, @Nullable Boolean active) {
        return active != null && !found.status().equals("completed") && active == found.isActive();
    }

    private Mono<Cancellation> toggle(Caller caller, ScheduleRow found, @Nullable String reason) {
        return switch (found.status()) {
            case "active" -> pause(caller, found, reason);
            case "completed" -> pauseLastRun(caller, found, reason);
            default -> activate(caller, found, clock.now());
        };
    }

    private Mono<Cancellation> pauseLastRun(Caller caller, ScheduleRow found, @Nullable String reason) {
        return pause(caller, found, reason)
                .filter(cancelled -> !cancelled.equals(Cancellation.NONE))
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.of(ProblemKind.CONFLICT, "It is completed: no run is left")));
    }

    /** To the status from which it was toggled. Runs that were cancelled stay so. @param since what fell due from then on is sent @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    Mono<Cancellation> toggleBack(Caller caller, long id, String status, @Nullable String reason, Instant since) {
        return locked(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .flatMap(found ->
                        status.equals("active") ? activate(caller, found, since) : rest(caller, found, status, reason))
                .transform(audit.changing(caller, Subject.SCHEDULE, id, Action.TOGGLED));
    }

    private Mono<Cancellation> pause(Caller caller, ScheduleRow found, @Nullable String reason) {
        return rest(caller, found, "inactive", reason);
    }

    private Mono<Cancellation> rest(Caller caller, ScheduleRow found, String status, @Nullable String reason) {
        return cancelAll(found, "SCHEDULE_PAUSED")
                .flatMap(cancelled -> rows.setStatus(found.id(), status, reason, null)
                        .then(Mono.defer(() -> announce(caller, found.id(), Change.PAUSED)))
                        .thenReturn(cancelled));
    }

    private Mono<Cancellation> activate(Caller caller, ScheduleRow found, Instant since) {
        return timing(found)
                .map(timing -> timing.nextAfter(since)
                        .orElseThrow(() ->
                                ProblemException.of(ProblemKind.CONFLICT, "No run is left before its validity ends")))
                .flatMap(next -> rows.setStatus(found.id(), "active", null, next))
                .then(Mono.defer(() -> announce(caller, found.id(), Change.ACTIVATED)))
                .thenReturn(Cancellation.NONE);
    }

    private Mono<Cancellation> cancelAll(ScheduleRow found, String reasonCode) {
        return unclaimed
                .of(found)
                .flatMap(due -> cancellations.recordUnclaimed(found.id(), due, reasonCode))
                .then(Mono.defer(() -> cancellations.cancelOfSchedule(found.id(), reasonCode)));
    }

    /** @throws ProblemException NOT_FOUND */
    Mono<ScheduleRow> locked(Caller caller, long id) {
        return rows.lock(caller, id).switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private Mono<Timing> timing(ScheduleRow found) {
        return timeRules.timing(found.id(), found.timingColumns(), found.hasExceptions());
    }

    private static String editedStatus(ScheduleRow found) {
        return found.status().equals("inactive") ? "inactive" : "active";
    }

    /** @param due what was due by the rule before */
    private @Nullable Instant next(Draft draft, Timing timing, String status, List<Instant> due) {
        if (status.equals("inactive")) {
            return null;
        }
        if (!due.isEmpty()) {
            return due.get(0);
        }
        return timing.nextAfter(clock.now())
                .orElseThrow(() -> ProblemException.field(
                        pointerToWhen(draft),
                        "in_the_past",
                        "No run is left: every moment lies in the past or outside the validity"));
    }

    private static String pointerToWhen(Draft draft) {
        return draft.request().scheduleType().equals("once") ? "/scheduleDate" : "/validUntil";
    }

    Mono<Saved> announce(Caller caller, long id, Change change) {
        return rows.find(caller, id).flatMap(row -> {
            var event = new ScheduleChangedEvent(
                    row.id(), row.organizationId(), row.roomId(), change, row.version(), row.nextSendAt());
            return outbox.append(new Outbox.Entry(Topics.SCHEDULE_CHANGES, Long.toString(id), event))
                    .thenReturn(new Saved(row.id(), row.version()));
        });
    }
}
