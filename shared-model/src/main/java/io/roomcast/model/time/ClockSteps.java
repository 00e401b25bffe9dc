package io.roomcast.model.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Sees this machine's wall clock being set back, by the monotonic one. One thread at a time. */
public final class ClockSteps {
    private final InstantSource wall;
    private final LongSupplier monotonic;
    private Instant lastWall;
    private long lastNanos;

    /** @param monotonic in nanoseconds, as {@link System#nanoTime()} */
    public ClockSteps(InstantSource wall, LongSupplier monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
        this.lastWall = wall.instant();
        this.lastNanos = monotonic.getAsLong();
    }

    /** Whether it was set back since this was asked last, by more than five seconds. */
    public boolean wasSetBack() {
        Instant now = wall.instant();
        long nanos = monotonic.getAsLong();
        Instant expected = lastWall.plusNanos(nanos - lastNanos);
        lastWall = now;
        lastNanos = nanos;
        return now.plus(ClockCourse.LARGEST_DRIFT).isBefore(expected);
    }
}
