package io.roomcast.model.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another clock as its samples show it beside this machine's two: the wall clock, which anyone may set, and the monotonic one.
 *
 * @param sample what it is reckoned from
 * @param drift it minus the machine's wall clock, at the last sample
 * @param trustworthy whether it agrees with the machine's wall clock, or goes on as it did when it last agreed
 * @param proven whether it has ever been trustworthy
 */
record ClockCourse(@Nullable ClockSample sample, Duration drift, boolean trustworthy, boolean proven) {
    static final ClockCourse UNKNOWN = new ClockCourse(null, Duration.ZERO, false, false);

    /** Beyond this difference from what it should be, a clock was set. */
    static final Duration LARGEST_DRIFT = Duration.ofSeconds(5);

    /** After one more sample. One that cannot be trusted does not change a course that is proven. */
    ClockCourse after(ClockSample taken, Instant machine) {
        Duration difference = Duration.between(machine, taken.at());
        boolean trusted = isSmall(difference) || (proven && isOnCourse(taken));
        return new ClockCourse(trusted || !proven ? surer(taken) : sample, difference, trusted, proven || trusted);
    }

    /** Whether it is what the last sample leads to expect. */
    boolean isOnCourse(ClockSample taken) {
        return sample != null && isSmall(Duration.between(sample.at(taken.nanosAt()), taken.at()));
    }

    private ClockSample surer(ClockSample taken) {
        return sample != null && sample.outweighs(taken) ? sample : taken;
    }

    static boolean isSmall(Duration difference) {
        return difference.abs().compareTo(LARGEST_DRIFT) <= 0;
    }
}
