package io.roomcast.model.recurrence;

import java.time.Duration;

/**
 * What is done to the moments of a rule.
 *
 * @param holidayPolicy of an {@link Interval} only IGNORE and SKIP
 * @param jitter runs are spread over so long a time from their moment on; zero: none
 * @param jitterSeed what spreads differently: the room, so that all its messages move alike and keep their order
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

    public Adjustments withRunsLeft(int left) {
        return new Adjustments(holidayPolicy, holidays, jitter, jitterSeed, exceptions, left);
    }

    public Adjustments withExceptions(Exceptions others) {
        return new Adjustments(holidayPolicy, holidays, jitter, jitterSeed, others, runsLeft);
    }
}
