package io.roomcast.dispatch.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.dispatch.lane.PartSender.Asked;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PartSenderTest {
    @Test
    void asksForThePhonesTurnAsOftenAsItTakes() {
        int busy = 100_000;
        var asked = new AtomicInteger();

        StepVerifier.withVirtualTime(() -> PartSender.untilFree(() -> Mono.just(new Asked(
                        asked.incrementAndGet() <= busy ? Start.Result.PHONE_BUSY : Start.Result.STARTED, 0))))
                .thenAwait(Duration.ofHours(2))
                .expectNextMatches(last -> last.result() == Start.Result.STARTED)
                .verifyComplete();

        assertThat(asked).hasValue(busy + 1);
    }
}
