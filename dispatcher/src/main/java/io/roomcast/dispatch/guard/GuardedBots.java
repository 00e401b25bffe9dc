package io.roomcast.dispatch.guard;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.ratelimiter.operator.RateLimiterOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateways;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.gateway.SendOutcome;
import io.roomcast.dispatch.gateway.SendOutcome.NotCalled;
import io.roomcast.model.occurrence.ReasonDetail;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends through a phone's guards: rate, bulkhead and breaker outside, the time limit inside the breaker so that it counts.
 *
 * <p>The guards are per phone and per process. They protect the phone; what a room may get is decided in the database.
 */
@Component
@RequiredArgsConstructor
public class GuardedBots {
    private static final String CONFIGURATION = "default";

    private final BotGateways gateways;
    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final RateLimiterRegistry rates;
    private final TimeLimiterRegistry timeLimits;

    /** Says nothing of the phone: its breaker passes over it. */
    static final class HeldBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient NotCalled outcome;

        HeldBack(NotCalled outcome) {
            super(outcome.reason(), null, false, false);
            this.outcome = outcome;
        }
    }

    /**
     * Never an error: what a guard refuses was not sent, what the time limit cuts off is ambiguous.
     *
     * @param leaving asked once no guard holds the call back any more; what it answers stands instead of the call
     */
    public Mono<SendOutcome> send(Bot bot, String channelId, Delivery delivery, Supplier<Optional<NotCalled>> leaving) {
        CircuitBreaker breaker = breakers.circuitBreaker(bot.name(), CONFIGURATION);
        return Mono.defer(() -> leaving.get()
                        .<Mono<SendOutcome>>map(outcome -> Mono.error(new HeldBack(outcome)))
                        .orElseGet(() -> gateways.of(bot).send(bot, channelId, delivery)))
                .transformDeferred(TimeLimiterOperator.of(timeLimits.timeLimiter(bot.name(), CONFIGURATION)))
                .onErrorResume(
                        TimeoutException.class,
                        late -> Mono.just(new SendOutcome.Ambiguous(ReasonDetail.TIME_LIMIT.of())))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(BulkheadOperator.of(bulkheads.bulkhead(bot.name(), CONFIGURATION)))
                .transformDeferred(RateLimiterOperator.of(rates.rateLimiter(bot.name(), CONFIGURATION)))
                .onErrorResume(HeldBack.class, held -> Mono.just(held.outcome))
                .onErrorResume(CallNotPermittedException.class, open -> Mono.just(breakerOpen(breaker)))
                .onErrorResume(
                        BulkheadFullException.class,
                        full -> Mono.just(new NotCalled(ReasonDetail.PHONE_BUSY.of(), null)))
                .onErrorResume(
                        RequestNotPermitted.class,
                        tooMany -> Mono.just(new NotCalled(ReasonDetail.TOO_MANY_CALLS.of(), null)));
    }

    /** Whether the phone's breaker lets calls through now. */
    public boolean isClosed(Bot bot) {
        return breakers.circuitBreaker(bot.name(), CONFIGURATION).getState() != CircuitBreaker.State.OPEN;
    }

    private static SendOutcome breakerOpen(CircuitBreaker breaker) {
        long waitMillis = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1);
        return new NotCalled(ReasonDetail.BREAKER_OPEN.of(), Duration.ofMillis(waitMillis));
    }
}
