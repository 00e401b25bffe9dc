package io.roomcast.model.recurrence;

import java.time.Duration;

/**
 * What is done to the moments of a rule.
 *
 * @param holidayPolicy of an {@link Interval} only IGNORE and SKIP
 * @param jitter rooms are spread over so long a time from a run's moment on; zero: none
 * @param jitterSeed the room: each has a place of its own in that time, the same for all its runs, which so keep their order
 * @param runsLeft how many runs may still be due; {@link #UNLIMITED}
 */
public record Adjustments(
        HolidayPolicy holidayPolicy,
        Holidays holidays,
        Duration jitter,
        long jitterSeed,
        Exceptions exceptions,
        int runsLeft) {
    public static final int UNLIMITED = Integer.MAX_VALUE;
    public static final Duration LONGEST_JITTER = Duration.ofHours(1);
    public static final Adjustments NONE =
            new Adjustments(HolidayPolicy.IGNORE, Holidays.NONE, Duration.ZERO, 0, Exceptions.NONE, UNLIMITED);

    public Adjustments {
        if (jitter.isNegative() || jitter.getNano() != 0 || jitter.compareTo(LONGEST_JITTER) > 0) {
            throw new IllegalArgumentException("The jitter is a whole number of seconds up to 1 h, not " + jitter);
        }
    }

    /** How much later than by its rule a run is due. Less than the jitter. */
    public Duration shift() {
        return jitter.isZero() ? jitter : Duration.ofSeconds(Math.floorMod(mix(jitterSeed), jitter.toSeconds()));
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the result depends on every bit given. */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    public Adjustments withRunsLeft(int left) {
        return new Adjustments(holidayPolicy, holidays, jitter, jitterSeed, exceptions, left);
    }

    public Adjustments withExceptions(Exceptions others) {
        return new Adjustments(holidayPolicy, holidays, jitter, jitterSeed, others, runsLeft);
    }
}
