package io.roomcast.api.live;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.sendlog.SendLog;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequiredArgsConstructor
class LiveController {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WITHOUT_EXPIRY = Duration.ofHours(1);

    private final LiveResults results;

    /** Event {@code result}, id = the log row's id; a comment every 15 s. Last-Event-ID continues where it was cut. */
    @GetMapping(path = "/api/events/results", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<SendLog>> follow(
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) Authentication authentication,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        Flux<ServerSentEvent<SendLog>> heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT)
                .map(tick -> ServerSentEvent.<SendLog>builder().comment("alive").build());
        return Flux.merge(heartbeat, results.follow(caller, parse(lastEventId)).map(LiveController::event))
                .takeUntilOther(Mono.delay(untilExpiry(authentication)));
    }

    /** A stream ends with its token; the client comes back with a fresh one and its Last-Event-ID. */
    private static Duration untilExpiry(Authentication authentication) {
        Instant expiresAt = authentication.getCredentials() instanceof Jwt jwt ? jwt.getExpiresAt() : null;
        return expiresAt == null ? LONGEST_WITHOUT_EXPIRY : Duration.between(Instant.now(), expiresAt);
    }

    private static ServerSentEvent<SendLog> event(SendLog row) {
        return ServerSentEvent.builder(row)
                .id(Long.toString(row.id()))
                .event("result")
                .build();
    }

    private static @Nullable Long parse(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw ProblemException.of(ProblemKind.MALFORMED, "Last-Event-ID is an id of this stream");
        }
        return Long.valueOf(lastEventId);
    }
}
