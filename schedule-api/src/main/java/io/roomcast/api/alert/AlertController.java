package io.roomcast.api.alert;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.Parameters;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/alerts")
@RequiredArgsConstructor
class AlertController {
    private static final Set<String> STATES = Set.of("open", "ended");

    private final AlertRows rows;

    /** Of the caller's organisation and of all below, newest first. @param state open or ended; both when absent */
    @GetMapping
    Mono<ResponseEntity<Page<Alert>>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String state,
            ServerHttpRequest request) {
        Parameters.requireOneOf("state", state, STATES);
        PageRequest page = PageRequest.of(limit, cursor);
        return rows.seenBy(caller, state, page)
                .map(AlertRows.Row::alert)
                .collectList()
                .map(found -> Answers.page(Page.of(found, page, Alert::id), request));
    }
}
