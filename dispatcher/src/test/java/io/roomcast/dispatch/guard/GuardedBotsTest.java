package io.roomcast.dispatch.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateway;
import io.roomcast.dispatch.gateway.BotGateways;
import io.roomcast.dispatch.gateway.Delivery;
import io.roomcast.dispatch.gateway.GatewayKind;
import io.roomcast.dispatch.gateway.SendOutcome;
import io.roomcast.dispatch.gateway.SendOutcome.Accepted;
import io.roomcast.dispatch.gateway.SendOutcome.Ambiguous;
import io.roomcast.dispatch.gateway.SendOutcome.NotAccepted;
import io.roomcast.dispatch.gateway.SendOutcome.NotCalled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a guard refuses was not sent; what it cuts off may have been. */
class GuardedBotsTest {
    private static final Bot PHONE = new Bot(1, "phone", GatewayKind.IRIS, "http://127.0.0.1:9");
    private static final Bot OTHER = new Bot(2, "other", GatewayKind.IRIS, "http://127.0.0.1:9");
    private static final Delivery TEXT = new Delivery.Text("hello");
    private static final Duration OPEN = Duration.ofSeconds(15);

    private final AtomicInteger calls = new AtomicInteger();
    private Supplier<Mono<SendOutcome>> answer = () -> Mono.just(new Accepted());
    private final GuardedBots bots = guarded(1_000);

    @Test
    void letsAnAnswerThrough() {
        assertThat(send(PHONE)).isInstanceOf(Accepted.class);
    }

    @Test
    void anOpenBreakerSaysWhenToComeBackAndCallsNobody() {
        answer = () -> Mono.just(new NotAccepted("No connection", null));
        for (int call = 0; call < 5; call++) {
            send(PHONE);
        }
        assertThat(bots.isClosed(PHONE)).isFalse();

        assertThat(send(PHONE)).isEqualTo(new NotCalled("The phone's breaker is open", OPEN));

        assertThat(calls).hasValue(5);
        assertThat(bots.isClosed(OTHER)).isTrue();
        answer = () -> Mono.just(new Accepted());
        assertThat(send(OTHER)).isInstanceOf(Accepted.class);
    }

    @Test
    void whatTheTimeLimitCutsOffMayHaveBeenTaken() {
        answer = Mono::never;

        assertThat(send(PHONE)).isEqualTo(new Ambiguous("Time limit"));
    }

    @Test
    void aSecondSendOfAPhoneDoesNotBegin() {
        var first = new CompletableFuture<SendOutcome>();
        answer = () -> Mono.fromFuture(first);
        CompletableFuture<SendOutcome> sending =
                bots.send(PHONE, "room", TEXT, Optional::empty).toFuture();

        assertThat(send(PHONE)).isInstanceOf(NotCalled.class);

        assertThat(calls).hasValue(1);
        first.complete(new Accepted());
        assertThat(sending).succeedsWithin(Duration.ofSeconds(5)).isInstanceOf(Accepted.class);
    }

    @Test
    void whatIsTooMuchForAPhoneIsNotSent() {
        GuardedBots slow = guarded(2);
        slow.send(PHONE, "room", TEXT, Optional::empty).block();
        slow.send(PHONE, "room", TEXT, Optional::empty).block();

        SendOutcome third = slow.send(PHONE, "room", TEXT, Optional::empty).block();

        assertThat(third).isEqualTo(new NotCalled("Too many calls to this phone", null));
        assertThat(calls).hasValue(2);
        assertThat(slow.send(OTHER, "room", TEXT, Optional::empty).block()).isInstanceOf(Accepted.class);
    }

    /** However long a guard held it back; and that says nothing of the phone. */
    @Test
    void whoMustNotCallAnyMoreIsAskedLast() {
        for (int call = 0; call < 10; call++) {
            SendOutcome outcome = bots.send(PHONE, "room", TEXT, () -> Optional.of(new NotCalled("too late", null)))
                    .block();

            assertThat(outcome).isEqualTo(new NotCalled("too late", null));
        }
        assertThat(calls).hasValue(0);
        assertThat(bots.isClosed(PHONE)).isTrue();
    }

    private SendOutcome send(Bot bot) {
        return bots.send(bot, "room", TEXT, Optional::empty).block();
    }

    /** As configured, but for shorter waits. */
    private GuardedBots guarded(int callsAnHour) {
        var breaker = CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(60)
                .waitDurationInOpenState(OPEN);
        GuardConfiguration.countPhoneFailures(breaker);
        return new GuardedBots(
                new BotGateways(List.of(new Answering())),
                CircuitBreakerRegistry.of(breaker.build()),
                BulkheadRegistry.of(BulkheadConfig.custom()
                        .maxConcurrentCalls(1)
                        .maxWaitDuration(Duration.ZERO)
                        .build()),
                RateLimiterRegistry.of(RateLimiterConfig.custom()
                        .limitForPeriod(callsAnHour)
                        .limitRefreshPeriod(Duration.ofHours(1))
                        .timeoutDuration(Duration.ZERO)
                        .build()),
                TimeLimiterRegistry.of(TimeLimiterConfig.custom()
                        .timeoutDuration(Duration.ofMillis(200))
                        .build()));
    }

    private final class Answering implements BotGateway {
        @Override
        public GatewayKind kind() {
            return GatewayKind.IRIS;
        }

        @Override
        public boolean confirms() {
            return false;
        }

        @Override
        public Mono<String> baseline(Bot bot, String channelId) {
            return Mono.empty();
        }

        @Override
        public Mono<String> ailment(Bot bot) {
            return Mono.empty();
        }

        @Override
        public Mono<SendOutcome> send(Bot bot, String channelId, Delivery delivery) {
            calls.incrementAndGet();
            return answer.get();
        }

        @Override
        public Mono<String> find(Bot bot, String channelId, String baseline, Delivery delivery) {
            return Mono.empty();
        }
    }
}
