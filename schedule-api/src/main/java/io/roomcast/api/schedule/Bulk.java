package io.roomcast.api.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.api.access.Caller;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.FieldProblem;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.schedule.BulkResponse.Result;
import io.roomcast.api.schedule.BulkSteps.Step;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.org.Right;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One action on many schedules, each in a transaction of its own: what one of them refuses keeps back no other.
 *
 * <p>Repeated with the same key, each is done once. It can be undone for ten seconds; a row that somebody changed meanwhile
 * is left alone. What fell due between the action and its undo is sent; runs that the action cancelled stay cancelled.
 */
@Component
@RequiredArgsConstructor
class Bulk {
    private static final String COPY = " (복사)";
    private static final int LONGEST_TITLE = 255;

    /** Well within a transaction's. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(8);

    private final Schedules schedules;
    private final ScheduleRows rows;
    private final ScheduleLists lists;
    private final Requests requests;
    private final RunExceptions runExceptions;
    private final BulkSteps steps;
    private final Idempotency idempotency;
    private final Transactions transactions;

    private record Matching(List<Long> ids) {}

    Mono<BulkResponse> perform(Caller caller, @Nullable String key, BulkRequest request) {
        caller.require(Right.SEND);
        check(request);
        if (key == null) {
            return Mono.error(ProblemException.of(ProblemKind.KEY_REQUIRED, "Send an Idempotency-Key"));
        }
        String bulkId = Sha256.hex(caller.memberId() + "\n" + key);
        return ids(caller, bulkId, request)
                .flatMapMany(Flux::fromIterable)
                .distinct()
                .concatMap(id -> idempotency
                        .once(
                                caller,
                                Sha256.hex(bulkId + "\n" + id),
                                "bulk",
                                request,
                                Result.class,
                                () -> act(caller, bulkId, id, request))
                        .onErrorResume(ProblemException.class, refused -> Mono.just(refusal(id, refused))))
                .collectList()
                .map(results -> new BulkResponse(bulkId, results));
    }

    /** What a filter found is remembered with the key: done once, it may not match any more. */
    private Mono<List<Long>> ids(Caller caller, String bulkId, BulkRequest request) {
        ScheduleFilter filter = request.filter();
        return filter == null
                ? Mono.just(Objects.requireNonNull(request.ids()))
                : idempotency
                        .once(
                                caller,
                                Sha256.hex(bulkId + "\nfilter"),
                                "bulk filter",
                                request,
                                Matching.class,
                                () -> matching(caller, filter))
                        .map(Matching::ids);
    }

    private Mono<Matching> matching(Caller caller, ScheduleFilter filter) {
        return lists.list(caller, filter, new PageRequest(Long.MAX_VALUE, BulkRequest.MOST), LONGEST_LOOK)
                .map(found -> {
                    if (found.rows().size() > BulkRequest.MOST) {
                        throw ProblemException.field(
                                "/filter", "too_many", "More than " + BulkRequest.MOST + " match; narrow it");
                    }
                    if (found.found().reached() != null) {
                        throw ProblemException.field(
                                "/filter", "too_wide", "To find all that match takes too long; narrow it");
                    }
                    return new Matching(
                            found.rows().stream().map(ScheduleRow::id).toList());
                });
    }

    private static void check(BulkRequest request) {
        Checks.none()
                .require(
                        (request.ids() == null) != (request.filter() == null),
                        "/ids",
                        "required",
                        "Either ids or a filter")
                .require(
                        !request.action().equals("move_times") || request.scheduleTimes() != null,
                        "/scheduleTimes",
                        "required",
                        "Required for move_times")
                .require(
                        !request.action().equals("change_room") || request.roomId() != null,
                        "/roomId",
                        "required",
                        "Required for change_room")
                .require(
                        !request.action().equals("extend") || request.validUntil() != null,
                        "/validUntil",
                        "required",
                        "Required for extend")
                .throwIfAny();
    }

    private Mono<Result> act(Caller caller, String bulkId, long id, BulkRequest request) {
        return rows.find(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .flatMap(found -> act(caller, found, request)
                        .delayUntil(
                                step -> isNothing(step, found) ? Mono.empty() : steps.remember(caller, bulkId, step)))
                .map(step -> new Result(id, true, null, null, step.copyId()));
    }

    /** It was so already: there is nothing to undo. */
    private static boolean isNothing(Step step, ScheduleRow found) {
        return step.statusBefore() != null && step.versionAfter() == found.version();
    }

    private Mono<Step> act(Caller caller, ScheduleRow found, BulkRequest request) {
        String action = request.action();
        return switch (action) {
            case "pause" ->
                toggle(caller, found, request.reason(), false).map(version -> Step.ofToggle(found, action, version));
            case "resume" -> toggle(caller, found, null, true).map(version -> Step.ofToggle(found, action, version));
            case "delete" ->
                schedules
                        .delete(caller, found.id(), found.version())
                        .thenReturn(Step.of(found, action, found.version() + 1));
            case "copy" ->
                schedules
                        .create(caller, requests.of(found).withTitle(copyTitle(found)))
                        .map(saved -> Step.ofCopy(found, action, saved.version(), saved.id()));
            default -> edit(caller, found, request);
        };
    }

    private Mono<Integer> toggle(Caller caller, ScheduleRow found, @Nullable String reason, boolean active) {
        return schedules
                .toggle(caller, found.id(), reason, active)
                .then(Mono.defer(() -> rows.find(caller, found.id())))
                .map(ScheduleRow::version);
    }

    private Mono<Step> edit(Caller caller, ScheduleRow found, BulkRequest request) {
        ScheduleRequest before = requests.of(found);
        ScheduleRequest after =
                switch (request.action()) {
                    case "move_times" -> before.withScheduleTimes(requireTimes(found, request));
                    case "change_room" -> before.withRoomId(Objects.requireNonNull(request.roomId()));
                    default -> before.withValidUntil(Objects.requireNonNull(request.validUntil()));
                };
        return exceptionsBefore(found, request.action())
                .flatMap(exceptions -> schedules
                        .update(caller, found.id(), found.version(), after)
                        .map(saved -> Step.ofEdit(
                                found,
                                request.action(),
                                ContentJson.write(before),
                                ContentJson.write(exceptions),
                                saved.version())));
    }

    /** Another room may have its runs at other moments: there they move along, and back. */
    private Mono<List<RunException>> exceptionsBefore(ScheduleRow found, String action) {
        return action.equals("change_room") ? Mono.just(List.of()) : runExceptions.of(found.id());
    }

    private static List<LocalTime> requireTimes(ScheduleRow found, BulkRequest request) {
        Checks.none()
                .require(
                        !found.scheduleTimes().equals("[]"),
                        "/scheduleTimes",
                        "not_allowed",
                        "An interval or cron expression has no times of day")
                .throwIfAny();
        return Objects.requireNonNull(request.scheduleTimes());
    }

    private static String copyTitle(ScheduleRow found) {
        int most = LONGEST_TITLE - COPY.length();
        return (found.title().length() > most ? found.title().substring(0, most) : found.title()) + COPY;
    }

    /** @throws ProblemException CONFLICT when it is too late, or nothing of it is left to undo */
    Mono<BulkResponse> undo(Caller caller, String bulkId) {
        caller.require(Right.SEND);
        return steps.undoable(caller, bulkId)
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(
                        () -> ProblemException.of(ProblemKind.CONFLICT, "It is too late, or there is nothing to undo")))
                .flatMap(found -> Flux.fromIterable(found)
                        .concatMap(step -> transactions
                                .run(undo(caller, step)
                                        .then(steps.forget(bulkId, step.scheduleId()))
                                        .thenReturn(new Result(step.scheduleId(), true, null, null, null)))
                                .onErrorResume(
                                        ProblemException.class,
                                        refused -> Mono.just(refusal(step.scheduleId(), refused))))
                        .collectList())
                .map(results -> new BulkResponse(bulkId, results));
    }

    private Mono<Void> undo(Caller caller, Step step) {
        return switch (step.action()) {
            case "pause", "resume" ->
                unchanged(caller, step)
                        .then(Mono.defer(() -> schedules.toggleBack(
                                caller,
                                step.scheduleId(),
                                Objects.requireNonNull(step.statusBefore()),
                                step.statusReasonBefore(),
                                Objects.requireNonNull(step.doneAt()))))
                        .then();
            case "delete" ->
                schedules
                        .restore(caller, step.scheduleId(), Objects.requireNonNull(step.doneAt()))
                        .then();
            case "copy" ->
                schedules
                        .delete(caller, Objects.requireNonNull(step.copyId()), step.versionAfter())
                        .then();
            default ->
                unchanged(caller, step)
                        .then(Mono.defer(() -> runExceptions.putBack(caller, exceptionsBefore(step))))
                        .then(Mono.defer(
                                () -> schedules.update(caller, step.scheduleId(), step.versionAfter(), before(step))))
                        .then();
        };
    }

    /** Locked, before anything else of it is touched. */
    private Mono<Void> unchanged(Caller caller, Step step) {
        return schedules
                .locked(caller, step.scheduleId())
                .doOnNext(found -> Version.check(step.versionAfter(), found.version()))
                .then();
    }

    private static ScheduleRequest before(Step step) {
        return ContentJson.read(Objects.requireNonNull(step.requestBefore()), new TypeReference<ScheduleRequest>() {});
    }

    private static List<RunException> exceptionsBefore(Step step) {
        return ContentJson.read(
                Objects.requireNonNull(step.exceptionsBefore()), new TypeReference<List<RunException>>() {});
    }

    private static Result refusal(long id, ProblemException refused) {
        String detail =
                refused.fields().stream().map(FieldProblem::detail).findFirst().orElse(refused.getMessage());
        return new Result(id, false, refused.kind().code(), detail, null);
    }
}
