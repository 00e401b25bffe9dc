package io.roomcast.model.time;

import java.time.Duration;
import java.time.Instant;

/**
 * What another clock showed at a moment of this process's monotonic clock.
 *
 * @param nanosAt the moment, as {@link System#nanoTime()} gives it
 * @param error at most, at that moment; in ns
 */
record ClockSample(Instant at, long nanosAt, long error) {
    private static final Duration OLDEST = Duration.ofMinutes(1);

    /** Clocks of ordinary machines part by no more than 50 µs in a second. */
    private static final long NANOS_PER_NANO_APART = 20_000;

    Instant at(long nanos) {
        return at.plusNanos(nanos - nanosAt);
    }

    /** Whether this one, if not too old, is surer than a later one that agrees with it: else the other clock was set. */
    boolean outweighs(ClockSample later) {
        long nanos = later.nanosAt();
        long apart = Duration.between(at(nanos), later.at()).abs().toNanos();
        return nanos - nanosAt < OLDEST.toNanos()
                && errorAt(nanos) < later.error()
                && apart <= errorAt(nanos) + later.error();
    }

    private long errorAt(long nanos) {
        return error + (nanos - nanosAt) / NANOS_PER_NANO_APART;
    }
}
