package io.roomcast.api.room;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.quota.QuotaUsage;
import jakarta.validation.Validator;
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
@RequestMapping("/api/rooms")
@RequiredArgsConstructor
class RoomController {
    private final Rooms rooms;
    private final RoomUsage usage;
    private final Validator validator;

    @GetMapping
    Mono<ResponseEntity<Page<Room>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return rooms.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Room>> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return rooms.get(caller, id).map(found -> Answers.versioned(found, found.version()));
    }

    @GetMapping("/{id}/usage")
    Mono<QuotaUsage> usage(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return usage.of(caller, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Room>> create(@AuthenticationPrincipal Caller caller, @RequestBody RoomRequest body) {
        Checks.of(validator, body).throwIfAny();
        return rooms.create(caller, body).map(made -> Answers.created("/api/rooms/" + made.id(), made, made.version()));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<Room>> update(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody RoomRequest body) {
        Checks.of(validator, body).throwIfAny();
        return rooms.update(caller, id, Version.required(ifMatch), body)
                .map(changed -> Answers.versioned(changed, changed.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return rooms.delete(caller, id, Version.required(ifMatch));
    }

    @PostMapping("/{id}/pause")
    Mono<ResponseEntity<Room>> pause(
            @AuthenticationPrincipal Caller caller, @PathVariable long id, @RequestBody PauseRequest body) {
        Checks.of(validator, body).throwIfAny();
        return rooms.pause(caller, id, body).map(room -> Answers.versioned(room, room.version()));
    }

    @PostMapping("/{id}/resume")
    Mono<ResponseEntity<Room>> resume(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return rooms.resume(caller, id).map(room -> Answers.versioned(room, room.version()));
    }
}
