package io.roomcast.model.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Sees this machine's wall clock being set back, by the monotonic one. One thread at a time. */
final class ClockSteps {
    private static final Duration SMALLEST = Duration.ofSeconds(5);

    private final Clock wall;
    private final LongSupplier monotonic;
    private Instant lastWall;
    private long lastNanos;

    /** @param monotonic in nanoseconds, as {@link System#nanoTime()} */
    ClockSteps(Clock wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.lastWall = wall.instant();
        this.lastNanos = monotonic.getAsLong();
    }

    /** Whether it was set back since this was asked last, by more than five seconds. */
    boolean wasSetBack() {
        Instant now = wall.instant();
        long nanos = monotonic.getAsLong();
        Instant expected = lastWall.plusNanos(nanos - lastNanos);
        lastWall = now;
        lastNanos = nanos;
        return now.plus(SMALLEST).isBefore(expected);
    }
}
