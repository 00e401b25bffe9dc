package io.roomcast.model.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another clock as its samples show it beside this machine's two: the wall clock, which anyone may set, and the monotonic one.
 *
 * @param sample what it is reckoned from
 * @param agreed the last sample that agreed with the wall clock; its course since then is measured from it
 * @param drift it minus the machine's wall clock, at the last sample
 * @param trustworthy whether it agrees with the machine's wall clock, or goes on as it did when it last agreed
 */
record ClockCourse(@Nullable ClockSample sample, @Nullable ClockSample agreed, Duration drift, boolean trustworthy) {
    static final ClockCourse UNKNOWN = new ClockCourse(null, null, Duration.ZERO, false);

    /** Beyond this difference from what it should be, a clock was set. */
    static final Duration LARGEST_DRIFT = Duration.ofSeconds(5);

    /** Two clocks that nobody sets may part by one part in so many. */
    private static final long PARTS_APART = 1_000;

    /**
     * Begins with a first sample. Where it and the machine's clock disagree, a moment that has certainly been tells which was set: it
     * is not behind one that is right, and nearer to it.
     *
     * @param seen such a moment; null: none is known
     */
    static ClockCourse begin(ClockSample taken, Instant machine, @Nullable Instant seen) {
        ClockCourse first = UNKNOWN.after(taken, machine);
        if (first.trustworthy() || seen == null) {
            return first;
        }
        boolean mayBeRight = isNotBefore(seen, taken.at());
        boolean machineMayBeRight = isNotBefore(seen, machine);
        if (mayBeRight && (!machineMayBeRight || taken.at().isBefore(machine))) {
            return new ClockCourse(taken, taken, first.drift(), true);
        }
        if (machineMayBeRight) {
            var own = new ClockSample(machine, taken.nanosAt(), taken.error());
            return new ClockCourse(own, own, first.drift(), false);
        }
        return first;
    }

    private static boolean isNotBefore(Instant seen, Instant shown) {
        return !shown.plus(LARGEST_DRIFT).isBefore(seen);
    }

    /** After one more sample. One that cannot be trusted does not change a course that once could be. */
    ClockCourse after(ClockSample taken, Instant machine) {
        Duration difference = Duration.between(machine, taken.at());
        boolean agrees = isSmall(difference);
        boolean trusted = agrees || isOnCourse(taken);
        return new ClockCourse(
                trusted || agreed == null ? surer(taken) : sample, agrees ? taken : agreed, difference, trusted);
    }

    /** Whether it was seen to leave the course that it had: nothing may be decided by it. */
    boolean isSet() {
        return agreed != null && !trustworthy;
    }

    /** Whether it is what the last agreement leads to expect. */
    boolean isOnCourse(ClockSample taken) {
        if (agreed == null) {
            return false;
        }
        Duration since = Duration.ofNanos(taken.nanosAt() - agreed.nanosAt());
        Duration apart =
                Duration.between(agreed.at(taken.nanosAt()), taken.at()).abs();
        return apart.compareTo(LARGEST_DRIFT.plus(since.dividedBy(PARTS_APART))) <= 0;
    }

    /**
     * Whether a time that a statement has read is what it should be.
     *
     * @param asked when the statement began, by this course @param answered when it had ended: it may have waited
     */
    static boolean isBetween(Instant asked, Instant answered, Instant read) {
        return !read.isBefore(asked.minus(LARGEST_DRIFT)) && !read.isAfter(answered.plus(LARGEST_DRIFT));
    }

    private ClockSample surer(ClockSample taken) {
        return sample != null && sample.outweighs(taken) ? sample : taken;
    }

    static boolean isSmall(Duration difference) {
        return difference.abs().compareTo(LARGEST_DRIFT) <= 0;
    }
}
