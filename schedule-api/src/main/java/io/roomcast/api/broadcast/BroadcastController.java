package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.csv.Csv;
import io.roomcast.api.live.Streams;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.Parameters;
import io.roomcast.model.outbox.OutboxRelay;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Validator;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/broadcasts")
@RequiredArgsConstructor
class BroadcastController {
    private static final Set<String> STATES = Set.of(
            "NOT_STARTED",
            "QUEUED",
            "SENDING",
            "SUCCESS",
            "PARTIAL",
            "FAILED",
            "UNKNOWN",
            "CANCELLED",
            "EXPIRED",
            "SKIPPED");
    private static final List<String> REPORT = List.of(
            "room_id",
            "room",
            "organization",
            "phone",
            "state",
            "started_at",
            "finished_at",
            "reason",
            "detail",
            "occurrence_id");

    private final Broadcasts broadcasts;
    private final BroadcastMaking making;
    private final BroadcastApproval approval;
    private final BroadcastCancel cancel;
    private final BroadcastRetry retry;
    private final BroadcastEvents events;
    private final Validator validator;
    private final OutboxRelay relay;

    /** @param pending true: only those that a second person may still approve */
    @GetMapping
    Mono<ResponseEntity<Page<Broadcast>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "false") boolean pending,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return broadcasts.list(caller, pending, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<Broadcast> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return broadcasts.get(caller, id);
    }

    /** Whom it would reach; saves nothing. */
    @PostMapping("/preview")
    Mono<BroadcastPreview> preview(@AuthenticationPrincipal Caller caller, @RequestBody BroadcastRequest body) {
        return making.preview(caller, body);
    }

    /** Sent at once, or as soon as a second person approves it. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Broadcast>> create(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody BroadcastRequest body) {
        return making.create(caller, key, body)
                .map(made -> ResponseEntity.created(URI.create("/api/broadcasts/" + made.id()))
                        .body(made));
    }

    /** By somebody else than whoever made it, within 24 hours. */
    @PostMapping("/{id}/approve")
    Mono<Broadcast> approve(@AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody Decision body) {
        Checks.of(validator, body).throwIfAny();
        return approval.approve(caller, id, body.note());
    }

    /** By somebody else than whoever made it, with a reason. */
    @PostMapping("/{id}/reject")
    Mono<Broadcast> reject(@AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody Decision body) {
        Checks.of(validator, body).throwIfAny();
        return approval.reject(caller, id, body.note());
    }

    /** After the answer no part of it starts; says in how many rooms one was with the phone. */
    @PostMapping("/{id}/cancel")
    Mono<BroadcastCancelled> cancel(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return cancel.cancel(caller, id).doOnNext(done -> relay.wake());
    }

    /** To the rooms where it failed, in part, or too late: what did not arrive, once more. */
    @PostMapping("/{id}/retry")
    Mono<BroadcastRetried> retry(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return retry.retry(caller, key, id);
    }

    /** @param state of the room's newest run, or NOT_STARTED */
    @GetMapping("/{id}/rooms")
    Mono<ResponseEntity<Page<RoomResult>>> rooms(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        Parameters.requireOneOf("state", state, STATES);
        return broadcasts
                .results(caller, id, state, PageRequest.of(limit, cursor))
                .map(page -> Answers.page(page, request));
    }

    /** Event {@code broadcast} whenever it stands differently, to its end; a comment every 15 s. */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Broadcast>> follow(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) Authentication authentication,
            @PathVariable long id) {
        Flux<ServerSentEvent<Broadcast>> states = events.follow(caller, id)
                .map(now -> ServerSentEvent.builder(now).event("broadcast").build());
        return broadcasts.get(caller, id).flatMapMany(found -> Streams.alive(states, authentication));
    }

    /** Every room, for a spreadsheet. */
    @GetMapping(path = "/{id}/report", produces = "text/csv")
    Mono<ResponseEntity<Flux<String>>> report(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return broadcasts
                .allResults(caller, id)
                .map(rooms -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"broadcast-" + id + ".csv\"")
                        .body(Csv.lines(REPORT, rooms, BroadcastController::cells)));
    }

    private static List<@Nullable Object> cells(RoomResult room) {
        return Arrays.asList(
                room.roomId(),
                room.roomName(),
                room.organizationName(),
                room.botName(),
                room.state(),
                room.startedAt(),
                room.finishedAt(),
                room.reasonCode(),
                room.reasonDetail(),
                room.occurrenceId());
    }
}
