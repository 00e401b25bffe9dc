package io.roomcast.api.member;

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
@RequestMapping("/api/members")
@RequiredArgsConstructor
class MemberController {
    private final Members members;
    private final MemberAccesses accesses;
    private final Validator validator;

    @GetMapping
    Mono<ResponseEntity<Page<Member>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return members.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<Member>> get(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return members.view(caller, id).map(found -> Answers.versioned(found, found.version()));
    }

    /** What they see and may do, now. */
    @GetMapping("/{id}/access")
    Mono<MemberAccess> access(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return accesses.of(caller, id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Member>> create(@AuthenticationPrincipal Caller caller, @RequestBody MemberRequest body) {
        Checks.of(validator, body).throwIfAny();
        return members.create(caller, body)
                .map(made -> Answers.created("/api/members/" + made.id(), made, made.version()));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<Member>> update(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody MemberRequest body) {
        Checks.of(validator, body).throwIfAny();
        return members.update(caller, id, Version.required(ifMatch), body)
                .map(changed -> Answers.versioned(changed, changed.version()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return members.delete(caller, id, Version.required(ifMatch));
    }
}
