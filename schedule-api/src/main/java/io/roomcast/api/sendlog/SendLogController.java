package io.roomcast.api.sendlog;

import io.roomcast.api.access.Caller;
import io.roomcast.api.occurrence.KnownSchedules;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequiredArgsConstructor
class SendLogController {
    static final Set<String> STATUSES =
            Set.of("success", "partial", "failed", "unknown", "cancelled", "expired", "skipped");

    private final SendLogRows logs;
    private final KnownSchedules schedules;

    @GetMapping("/api/schedules/{id}/logs")
    Mono<ResponseEntity<Page<SendLog>>> ofSchedule(
            @AuthenticationPrincipal Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        return page(caller, id, null, null, PageRequest.of(limit, cursor))
                .flatMap(page -> schedules.require(caller, id, page))
                .map(page -> Answers.page(page, request));
    }

    @GetMapping("/api/logs/send")
    Mono<ResponseEntity<Page<SendLog>>> all(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable Long roomId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        Parameters.requireOneOf("status", status, STATUSES);
        return page(caller, null, roomId, status, PageRequest.of(limit, cursor))
                .map(page -> Answers.page(page, request));
    }

    private Mono<Page<SendLog>> page(
            Caller caller,
            @Nullable Long scheduleId,
            @Nullable Long roomId,
            @Nullable String status,
            PageRequest page) {
        return logs.list(caller, scheduleId, roomId, status, page)
                .map(listed -> Page.of(listed.rows(), page, SendLog::id, listed.found()));
    }
}
