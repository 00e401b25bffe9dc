package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.outbox.OutboxRelay;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequiredArgsConstructor
class OccurrenceController {
    private final Occurrences occurrences;
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
                .map(page -> Answers.page(page, request));
    }

    @GetMapping("/api/occurrences/{id}")
    Mono<Occurrence> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return occurrences.get(caller, id);
    }

    /** After the answer no new part of it starts. */
    @PostMapping("/api/occurrences/{id}/cancel")
    Mono<CancelResponse> cancel(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return occurrences.cancel(caller, id).doOnNext(done -> relay.wake());
    }
}
