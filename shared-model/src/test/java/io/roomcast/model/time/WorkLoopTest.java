package io.roomcast.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WorkLoopTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    @Test
    void stepsThatAskForNoSleepFollowEachOtherAndNeverOverlap() {
        WorkLoop loop = loop(Duration.ZERO);

        loop.start();

        await("many steps").atMost(SOON).until(() -> steps.get() > 1_000);
        loop.stop();
        assertThat(mostInside).hasValue(1);
    }

    @Test
    void wakingCutsASleepShort() {
        WorkLoop loop = loop(Duration.ofHours(1));
        loop.start();
        await("first step").atMost(SOON).until(() -> steps.get() == 1 && inside.get() == 0);

        loop.wake();

        await("second step").atMost(SOON).until(() -> steps.get() == 2);
        loop.stop();
    }

    @Test
    void afterAFailureItGoesOn() {
        var loop = new WorkLoop(
                "test",
                () -> steps.incrementAndGet() == 1
                        ? Mono.error(new IllegalStateException("once"))
                        : Mono.just(Duration.ofHours(1)),
                WorkLoop.DEFAULT_PHASE);

        loop.start();

        await("second step").atMost(SOON).until(() -> steps.get() == 2);
        loop.stop();
    }

    @Test
    void nothingRunsAfterItWasStopped() {
        WorkLoop loop = loop(Duration.ZERO);
        loop.start();
        await("running").atMost(SOON).until(() -> steps.get() > 10);

        loop.stop();

        int stopped = steps.get();
        loop.wake();
        assertThat(loop.isRunning()).isFalse();
        assertThat(steps).hasValue(stopped);
    }

    private WorkLoop loop(Duration sleep) {
        return new WorkLoop("test", () -> step(sleep), WorkLoop.DEFAULT_PHASE);
    }

    private Mono<Duration> step(Duration sleep) {
        return Mono.fromRunnable(() -> mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max))
                .then(Mono.delay(Duration.ofNanos(1)))
                .map(tick -> {
                    inside.decrementAndGet();
                    steps.incrementAndGet();
                    return sleep;
                });
    }
}
