package io.roomcast.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockStepsTest {
    private Instant wall = Instant.parse("2026-03-02T09:00:00Z");
    private long nanos;
    private final ClockSteps steps = new ClockSteps(() -> wall, () -> nanos);

    @Test
    void timeThatGoesByIsNoStep() {
        pass(Duration.ofDays(3));

        assertThat(steps.wasSetBack()).isFalse();
    }

    @Test
    void anHourBackIsSeenOnce() {
        pass(Duration.ofSeconds(2));
        wall = wall.minus(Duration.ofHours(1));

        assertThat(steps.wasSetBack()).isTrue();
        pass(Duration.ofSeconds(2));
        assertThat(steps.wasSetBack()).isFalse();
    }

    @Test
    void neitherAheadNorALittleBackIsOne() {
        wall = wall.plus(Duration.ofHours(1));
        assertThat(steps.wasSetBack()).isFalse();

        wall = wall.minusSeconds(5);
        assertThat(steps.wasSetBack()).isFalse();

        wall = wall.minus(Duration.ofHours(1));
        assertThat(steps.wasSetBack()).isTrue();
    }

    private void pass(Duration span) {
        wall = wall.plus(span);
        nanos += span.toNanos();
    }
}
