package io.roomcast.api.sendlog;

import io.roomcast.api.access.Caller;
import io.roomcast.api.occurrence.KnownSchedules;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.time.DatabaseClock;
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
    private final SendLogRows logs;
    private final KnownSchedules schedules;
    private final DatabaseClock clock;

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

    /** Newest first: of a period by due moments, else by when they ended. */
    @GetMapping("/api/logs/send")
    Mono<ResponseEntity<Page<SendLog>>> all(
            @AuthenticationPrincipal Caller caller,
            SendLogParameters asked,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerHttpRequest request) {
        asked.check();
        Mono<Page<SendLog>> page = asked.hasPeriod()
                ? logs.due(caller, asked, asked.period(clock.now()), MomentPageRequest.of(limit, cursor))
                : page(caller, null, asked.roomId(), asked.status(), PageRequest.of(limit, cursor));
        return page.map(found -> Answers.page(found, request));
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
