package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.outbox.OutboxRelay;
import jakarta.validation.Validator;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/schedules/bulk")
@RequiredArgsConstructor
class BulkController {
    private final Bulk bulk;
    private final OutboxRelay relay;
    private final Validator validator;

    /** Says of each what became of it; what one refuses keeps back no other. */
    @PostMapping
    Mono<BulkResponse> perform(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody BulkRequest body) {
        Checks.of(validator, body).throwIfAny();
        return bulk.perform(caller, key, body).doOnNext(done -> relay.wake());
    }

    /** Within ten seconds. What somebody changed meanwhile is left alone, and said so. */
    @PostMapping("/{bulkId}/undo")
    Mono<BulkResponse> undo(@AuthenticationPrincipal Caller caller, @PathVariable String bulkId) {
        return bulk.undo(caller, bulkId).doOnNext(done -> relay.wake());
    }
}
