package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateway;
import io.roomcast.dispatch.gateway.BotGateways;
import io.roomcast.dispatch.gateway.Delivery;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a room's own log until it shows a delivery. */
@Component
@RequiredArgsConstructor
class Watch {
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final BotGateways gateways;

    /**
     * Emits the id of the row that shows the delivery, or nothing when none has come within {@code span} or the gateway
     * has no log to read. A phone that does not answer is asked again until then.
     */
    Mono<String> find(Bot bot, String channelId, @Nullable String baseline, Delivery delivery, Duration span) {
        BotGateway gateway = gateways.of(bot);
        if (!gateway.confirms() || baseline == null) {
            return Mono.empty();
        }
        return Flux.generate(() -> FIRST_LOOK, Watch::longer)
                .cast(Duration.class)
                .concatMap(
                        pause -> Mono.delay(pause)
                                .then(Mono.defer(() -> gateway.find(bot, channelId, baseline, delivery)))
                                .onErrorComplete(),
                        1)
                .next()
                .timeout(span, Mono.empty());
    }

    private static Duration longer(Duration pause, reactor.core.publisher.SynchronousSink<Object> sink) {
        sink.next(pause);
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
