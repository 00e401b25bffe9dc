package io.roomcast.api.operation;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.org.Right;
import io.roomcast.model.time.DatabaseClock;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For managers of the head office. */
@RestController
@RequestMapping("/api/operations")
@RequiredArgsConstructor
class OperationsController {
    private final Backlog backlog;
    private final Readers readers;
    private final DeadLetterBox box;
    private final Redrive redrive;
    private final DatabaseClock clock;
    private final Audit audit;
    private final Validator validator;

    /** How things stand now. */
    @GetMapping
    Mono<Operations> now(@AuthenticationPrincipal Caller caller) {
        caller.require(Right.OPERATE);
        return Mono.zip(readers.all(), backlog.unpublished(), backlog.waiting(caller))
                .map(all -> new Operations(
                        clock.now(),
                        all.getT1().isPresent(),
                        all.getT1().orElse(List.of()),
                        all.getT2().events(),
                        all.getT2().since(),
                        all.getT3()));
    }

    /** The newest dead letters of all topics. They hold what was to be sent: whoever looks is on record. */
    @GetMapping("/dead-letters")
    Mono<List<DeadLetter>> deadLetters(
            @AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable Integer limit) {
        caller.require(Right.OPERATE);
        return box.newest(PageRequest.of(limit, null).limit())
                .delayUntil(letters -> letters.isEmpty()
                        ? Mono.empty()
                        : audit.done(
                                caller,
                                Subject.DEAD_LETTER,
                                "",
                                Action.VIEWED,
                                FieldChange.told(Map.of("deadLetters", letters.size()))));
    }

    /** Hands one to its topic again, or says what would become of it. */
    @PostMapping("/dead-letters/redrive")
    Mono<RedriveResponse> redrive(@AuthenticationPrincipal Caller caller, @RequestBody RedriveRequest body) {
        Checks.of(validator, body).throwIfAny();
        return redrive.redrive(caller, body);
    }
}
