package io.roomcast.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockCourseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T03:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RIGHT = Duration.ZERO;

    private ClockCourse course = ClockCourse.UNKNOWN;
    private int seconds;

    @Test
    void isTrustedFromTheFirstAgreementOn() {
        sample(HOUR, RIGHT);
        assertThat(course.trustworthy()).isFalse();

        sample(HOUR, RIGHT);
        assertThat(course.trustworthy()).as("what was never right goes on").isFalse();
        assertThat(course.isSet()).as("nobody knows which is wrong").isFalse();
        assertThat(shown()).isEqualTo(now().plus(HOUR));

        sample(RIGHT, RIGHT);
        assertThat(course.trustworthy()).isTrue();
    }

    @Test
    void whatWasSeenTellsFromTheBeginningWhichClockWasSet() {
        begin(RIGHT, HOUR);
        assertThat(course.trustworthy()).isTrue();
        assertThat(shown()).isEqualTo(now());
        begin(RIGHT, HOUR.negated());
        assertThat(course.trustworthy()).isTrue();

        begin(HOUR, RIGHT);
        assertThat(course.isSet()).isTrue();
        assertThat(shown()).isEqualTo(now());
        begin(HOUR.negated(), RIGHT);
        assertThat(course.isSet()).isTrue();
        sample(HOUR.negated(), RIGHT);
        assertThat(shown()).as("it goes on as the machine's did").isEqualTo(now());
        sample(RIGHT, RIGHT);
        assertThat(course.trustworthy()).isTrue();
    }

    @Test
    void whereBothAreBeforeWhatWasSeenNobodyKnows() {
        begin(HOUR.negated(), HOUR.multipliedBy(-2));

        assertThat(course.trustworthy()).isFalse();
        assertThat(course.isSet()).isFalse();
    }

    @Test
    void staysTrustedWhenTheMachinesClockIsSet() {
        sample(RIGHT, RIGHT);
        sample(RIGHT, HOUR);

        assertThat(course.trustworthy()).isTrue();
        assertThat(course.drift()).isEqualTo(HOUR.negated());
        assertThat(shown()).isEqualTo(now());
    }

    @Test
    void isNotTrustedWhenItIsSetAndGoesOnAlongItsOldCourse() {
        sample(RIGHT, RIGHT);
        sample(HOUR, RIGHT);
        sample(HOUR, RIGHT);

        assertThat(course.trustworthy()).isFalse();
        assertThat(course.isSet()).isTrue();
        assertThat(shown()).isEqualTo(now());

        sample(RIGHT, RIGHT);
        assertThat(course.trustworthy()).isTrue();
    }

    @Test
    void isTrustedAgainOnItsOldCourseEvenWhereTheMachinesWasSetMeanwhile() {
        sample(RIGHT, RIGHT);
        sample(HOUR.negated(), HOUR);
        assertThat(course.trustworthy()).isFalse();

        sample(RIGHT, HOUR);
        assertThat(course.trustworthy()).isTrue();
    }

    @Test
    void isTrustedWhereBothWereSetAlike() {
        sample(RIGHT, RIGHT);
        sample(HOUR, HOUR);

        assertThat(course.trustworthy()).isTrue();
        assertThat(shown()).isEqualTo(now().plus(HOUR));
    }

    /** Small steps, or a wrong rate, are no course. */
    @Test
    void isNotTrustedWhereItRunsAwayInSmallSteps() {
        sample(RIGHT, RIGHT);
        for (int steps = 1; steps <= 5; steps++) {
            sample(Duration.ofSeconds(2L * steps), HOUR);
        }

        assertThat(course.trustworthy()).isFalse();
    }

    @Test
    void whatAStatementReadsLiesBetweenItsBeginningAndItsEnd() {
        assertThat(ClockCourse.isBetween(NOON, NOON.plusSeconds(30), NOON.plusSeconds(2)))
                .as("it waited for a lock")
                .isTrue();
        assertThat(ClockCourse.isBetween(NOON, NOON, NOON.plus(HOUR))).isFalse();
        assertThat(ClockCourse.isBetween(NOON, NOON, NOON.minus(HOUR))).isFalse();
        assertThat(ClockCourse.isBetween(NOON, NOON, NOON.plusSeconds(4))).isTrue();
    }

    /** A second later. @param off of the other clock @param machineOff of this machine's wall clock */
    private void sample(Duration off, Duration machineOff) {
        seconds++;
        course = course.after(
                new ClockSample(now().plus(off), nanos(), Duration.ofMillis(1).toNanos()), now().plus(machineOff));
    }

    /** As a process that starts where others have seen the time ten seconds ago. */
    private void begin(Duration off, Duration machineOff) {
        course = ClockCourse.begin(
                new ClockSample(now().plus(off), nanos(), Duration.ofMillis(1).toNanos()),
                now().plus(machineOff),
                now().minusSeconds(10));
    }

    private Instant now() {
        return NOON.plusSeconds(seconds);
    }

    private long nanos() {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private Instant shown() {
        return java.util.Objects.requireNonNull(course.sample()).at(nanos());
    }
}
