package io.roomcast.api.channel;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
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
@RequestMapping("/api/alert-channels")
@RequiredArgsConstructor
class ChannelController {
    private final Channels channels;
    private final Trials trials;
    private final Validator validator;

    @GetMapping
    Mono<ResponseEntity<Page<Channel>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return channels.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Channel>> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return channels.get(caller, id).map(found -> Answers.versioned(found, found.version()));
    }

    /** The answer alone shows the secret of a webhook. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Channel>> create(@AuthenticationPrincipal Caller caller, @RequestBody ChannelRequest body) {
        Checks.of(validator, body).throwIfAny();
        return channels.create(caller, body)
                .map(made -> Answers.created("/api/alert-channels/" + made.id(), made, made.version()));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<Channel>> update(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ChannelRequest body) {
        Checks.of(validator, body).throwIfAny();
        return channels.update(caller, id, Version.required(ifMatch), body)
                .map(changed -> Answers.versioned(changed, changed.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return channels.delete(caller, id, Version.required(ifMatch));
    }

    /** Tells it something that did not happen, once, now; says whether it arrived. */
    @PostMapping("/{id}/test")
    Mono<Trial> test(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return trials.run(caller, id);
    }
}
