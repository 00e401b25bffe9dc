package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.occurrence.Cancellation;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.outbox.OutboxRelay;
import io.roomcast.model.schedule.TimingColumns;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import jakarta.validation.Validator;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/schedules")
@RequiredArgsConstructor
class ScheduleController {
    private static final int PREVIEWED_RUNS = 10;

    private final Schedules schedules;
    private final Edits edits;
    private final ScheduleViews views;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final OutboxRelay relay;
    private final DatabaseClock clock;
    private final Validator validator;

    @GetMapping
    Mono<ResponseEntity<Page<ScheduleResponse>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Long organizationId,
            @RequestParam(required = false) @Nullable Long roomId,
            @RequestParam(required = false) @Nullable String botName,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String scheduleType,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        var filter = new ScheduleFilter(organizationId, roomId, botName, status, scheduleType, text);
        return views.list(caller, filter, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    /** What is due next, first things first. */
    @GetMapping("/upcoming")
    Mono<List<ScheduleResponse>> upcoming(
            @AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable Integer limit) {
        return views.upcoming(caller, PageRequest.of(limit, null).limit());
    }

    /** The recycle bin: what was deleted in the last 30 days, last deleted first. */
    @GetMapping("/deleted")
    Mono<ResponseEntity<Page<ScheduleResponse>>> deleted(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return views.deleted(caller, MomentPageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    /** Out of the recycle bin, as it was. */
    @PostMapping("/{id}/restore")
    Mono<ResponseEntity<ScheduleResponse>> restore(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return transactions
                .run(schedules.restore(caller, id).flatMap(saved -> views.get(caller, id)))
                .doOnNext(restored -> relay.wake())
                .map(restored -> Answers.versioned(restored, restored.version()));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<ScheduleResponse>> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return views.get(caller, id).map(found -> Answers.versioned(found, found.version()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ScheduleResponse>> create(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody ScheduleRequest body) {
        return idempotency
                .once(
                        caller,
                        key,
                        "POST /api/schedules",
                        body,
                        ScheduleResponse.class,
                        () -> schedules.create(caller, body).flatMap(saved -> views.get(caller, saved.id())))
                .doOnNext(made -> relay.wake())
                .map(made -> Answers.created("/api/schedules/" + made.id(), made, made.version()));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<ScheduleResponse>> update(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ScheduleRequest body) {
        return transactions
                .run(schedules
                        .update(caller, id, Version.required(ifMatch), body)
                        .flatMap(saved -> views.get(caller, id)))
                .doOnNext(changed -> relay.wake())
                .map(changed -> Answers.versioned(changed, changed.version()));
    }

    @DeleteMapping("/{id}")
    Mono<DeleteResponse> delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return transactions
                .run(schedules.delete(caller, id, Version.required(ifMatch)))
                .doOnNext(done -> relay.wake())
                .map(done -> new DeleteResponse(done.cancelled(), done.inFlight()));
    }

    @PostMapping("/{id}/toggle")
    Mono<ResponseEntity<ToggleResponse>> toggle(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestBody(required = false) @Nullable ToggleRequest body) {
        if (body != null) {
            Checks.of(validator, body).throwIfAny();
        }
        return transactions
                .run(schedules
                        .toggle(caller, id, body == null ? null : body.reason(), body == null ? null : body.active())
                        .zipWhen(done -> views.get(caller, id)))
                .doOnNext(done -> relay.wake())
                .map(both -> toggled(both.getT1(), both.getT2()));
    }

    /** When it would be due. @param scheduleId the schedule that would be changed to this; a new one when absent */
    @PostMapping("/preview")
    Mono<PreviewResponse> preview(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Long scheduleId,
            @RequestBody ScheduleRequest body) {
        return edits.preview(caller, body, scheduleId)
                .map(timing -> new PreviewResponse(
                        timing.following(clock.now(), PREVIEWED_RUNS),
                        timing.zone().getId(),
                        Sentences.of(TimingColumns.of(timing, body.roomId(), body.maxRuns(), 0))));
    }

    private static ResponseEntity<ToggleResponse> toggled(Cancellation done, ScheduleResponse schedule) {
        return Answers.versioned(new ToggleResponse(schedule, done.cancelled(), done.inFlight()), schedule.version());
    }
}
