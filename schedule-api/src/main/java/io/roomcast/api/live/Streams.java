package io.roomcast.api.live;

import java.time.Duration;
import java.time.Instant;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every stream of server-sent events has in common. */
public final class Streams {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST_WITHOUT_EXPIRY = Duration.ofHours(1);

    private Streams() {}

    /**
     * The events, with a comment at once and every 15 s. Ends with them, and with the caller's token: the client comes
     * back with a fresh one.
     */
    public static <T> Flux<ServerSentEvent<T>> alive(Flux<ServerSentEvent<T>> events, Authentication authentication) {
        ServerSentEvent<T> end = ServerSentEvent.<T>builder().comment("end").build();
        Flux<ServerSentEvent<T>> heartbeat = Flux.interval(Duration.ZERO, HEARTBEAT)
                .map(tick -> ServerSentEvent.<T>builder().comment("alive").build());
        return Flux.merge(heartbeat, events.concatWith(Mono.just(end)))
                .takeUntil(event -> event == end)
                .takeUntilOther(Mono.delay(untilExpiry(authentication)));
    }

    private static Duration untilExpiry(Authentication authentication) {
        Instant expiresAt = authentication.getCredentials() instanceof Jwt jwt ? jwt.getExpiresAt() : null;
        return expiresAt == null ? LONGEST_WITHOUT_EXPIRY : Duration.between(Instant.now(), expiresAt);
    }
}
