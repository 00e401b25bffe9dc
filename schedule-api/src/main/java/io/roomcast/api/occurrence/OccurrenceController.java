package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.outbox.OutboxRelay;
import jakarta.validation.Validator;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequiredArgsConstructor
class OccurrenceController {
    private final Occurrences occurrences;
    private final KnownSchedules schedules;
    private final Reasons reasons;
    private final Resends resends;
    private final Settlements settlements;
    private final Idempotency idempotency;
    private final Validator validator;
    private final OutboxRelay relay;

    @GetMapping("/api/schedules/{id}/occurrences")
    Mono<ResponseEntity<Page<Occurrence>>> ofSchedule(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return occurrences
                .ofSchedule(caller, id, PageRequest.of(limit, cursor))
                .flatMap(page -> schedules.require(caller, id, page))
                .map(page -> Answers.page(page, request));
    }

    @GetMapping("/api/occurrences/{id}")
    Mono<Occurrence> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return occurrences.get(caller, id);
    }

    /** Why it has not been sent, or how it ended. */
    @GetMapping("/api/occurrences/{id}/why")
    Mono<Why> why(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return occurrences.get(caller, id).flatMap(run -> reasons.of(caller, run));
    }

    /** Sends what did not arrive once more, at once. */
    @PostMapping("/api/occurrences/{id}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ResponseEntity<Occurrence>> resend(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency
                .once(
                        caller,
                        key,
                        "POST /api/occurrences/" + id + "/resend",
                        id,
                        Occurrence.class,
                        () -> resends.resend(caller, id))
                .doOnNext(made -> relay.wake())
                .map(made -> Answers.accepted("/api/occurrences/" + made.id(), made));
    }

    /** A person has looked into the room: what was unknown arrived, or it did not. */
    @PostMapping("/api/occurrences/{id}/settle")
    Mono<Occurrence> settle(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody Settlement body) {
        Checks.of(validator, body).throwIfAny();
        return settlements.settle(caller, id, body).doOnNext(done -> relay.wake());
    }

    /** After the answer no new part of it starts. */
    @PostMapping("/api/occurrences/{id}/cancel")
    Mono<CancelResponse> cancel(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return occurrences.cancel(caller, id).doOnNext(done -> relay.wake());
    }
}
