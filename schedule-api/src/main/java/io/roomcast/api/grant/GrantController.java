package io.roomcast.api.grant;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.Checks;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequiredArgsConstructor
class GrantController {
    private final Grants grants;
    private final Validator validator;

    /** Those at or below the caller's organisation, those that have ended included. */
    @GetMapping("/api/grants")
    Mono<ResponseEntity<Page<Grant>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return grants.list(caller, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }

    /** Those that the caller holds now, wherever they are. Their ids are for the header Roomcast-Grant. */
    @GetMapping("/api/me/grants")
    Mono<List<Grant>> own(@AuthenticationPrincipal Caller caller) {
        return grants.heldBy(caller);
    }

    @PostMapping("/api/grants")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Grant> give(@AuthenticationPrincipal Caller caller, @RequestBody GrantRequest body) {
        Checks.of(validator, body).throwIfAny();
        return grants.give(caller, body);
    }

    /** It ends now; a request that came before goes on to its end. */
    @DeleteMapping("/api/grants/{id}")
    Mono<Grant> revoke(@AuthenticationPrincipal Caller caller, @PathVariable long id) {
        return grants.revoke(caller, id);
    }
}
