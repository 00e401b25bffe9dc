package io.roomcast.api.audit;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
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
@RequestMapping("/api/audit")
@RequiredArgsConstructor
class AuditController {
    private final AuditEntries entries;

    /** Who did what, at or below the caller's organisation; for managers. Nobody can change or delete an entry. */
    @GetMapping
    Mono<ResponseEntity<Page<AuditEntry>>> list(
            @AuthenticationPrincipal Caller caller,
            AuditFilter filter,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return entries.list(caller, filter, PageRequest.of(limit, cursor)).map(page -> Answers.page(page, request));
    }
}
