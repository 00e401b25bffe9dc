package io.roomcast.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockSampleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T03:00:00Z");

    private final ClockSample sure = sample(Duration.ZERO, Duration.ZERO, Duration.ofMillis(1));

    @Test
    void advancesWithTheMonotonicClock() {
        assertThat(sure.at(Duration.ofSeconds(3).toNanos())).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void aSlowAnswerDoesNotReplaceASureOne() {
        assertThat(sure.outweighs(sample(Duration.ofSeconds(1), Duration.ofMillis(8), Duration.ofMillis(10))))
                .isTrue();
    }

    @Test
    void aSurerOneReplacesIt() {
        assertThat(sure.outweighs(sample(Duration.ofSeconds(1), Duration.ZERO, Duration.ofNanos(900_000))))
                .isFalse();
    }

    /** 50 µs a second: after 30 s its millisecond has become two and a half. */
    @Test
    void itsErrorGrowsWithItsAge() {
        ClockSample later = sample(Duration.ofSeconds(30), Duration.ZERO, Duration.ofMillis(2));

        assertThat(sure.outweighs(later)).isFalse();
    }

    @Test
    void noneCountsForMoreThanAMinute() {
        assertThat(sure.outweighs(sample(Duration.ofSeconds(60), Duration.ZERO, Duration.ofMillis(100))))
                .isFalse();
    }

    @Test
    void whereTheyContradictEachOtherTheClockWasSet() {
        assertThat(sure.outweighs(sample(Duration.ofSeconds(1), Duration.ofSeconds(-5), Duration.ofMillis(10))))
                .isFalse();
    }

    /** @param off what the other clock shows beside what it should */
    private static ClockSample sample(Duration after, Duration off, Duration error) {
        return new ClockSample(NOON.plus(after).plus(off), after.toNanos(), error.toNanos());
    }
}
