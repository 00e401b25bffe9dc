package io.roomcast.dispatch.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.dispatch.lane.PartSender.Asked;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PartSenderTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksForThePhonesTurnAsOftenAsItTakes() {
        int busy = 100_000;

        StepVerifier.withVirtualTime(() -> PartSender.untilFree(() -> answer(busy), () -> Mono.just(true)))
                .thenAwait(Duration.ofHours(2))
                .expectNextMatches(last -> last.result() == Start.Result.STARTED)
                .verifyComplete();

        assertThat(asked).hasValue(busy + 1);
    }

    @Test
    void looksBeforeItAsksAgainButNotForLong() {
        StepVerifier.withVirtualTime(() -> PartSender.untilFree(() -> answer(2), () -> Mono.just(false)))
                .thenAwait(Duration.ofMillis(250))
                .then(() -> assertThat(asked).as("the phone is busy").hasValue(1))
                .thenAwait(Duration.ofSeconds(2))
                .expectNextMatches(last -> last.result() == Start.Result.STARTED)
                .verifyComplete();

        assertThat(asked).hasValue(3);
    }

    private Mono<Asked> answer(int busy) {
        return Mono.just(
                new Asked(asked.incrementAndGet() <= busy ? Start.Result.PHONE_BUSY : Start.Result.STARTED, 0));
    }
}
