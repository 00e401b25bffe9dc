package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * On which local dates, and at which local times of those dates, a schedule is due.
 *
 * <p>A rule knows no zone: {@link Timing} adds one. Every kind has at least one time of day; times are whole seconds.
 */
public sealed interface Recurrence permits Once, Daily, Weekly, Monthly {
    /** Times of day, ascending, never empty. */
    SortedSet<LocalTime> times();

    boolean fallsOn(LocalDate date);

    /** No wait between two dates is longer; bounds every search. */
    default int longestGapDays() {
        return 8;
    }

    /** Moves {@code date} forward to where looking for dates makes sense; the same date where it already does. */
    default LocalDate startLooking(LocalDate date) {
        return date;
    }

    /** Shared by the kinds' constructors. */
    static SortedSet<LocalTime> checkedTimes(SortedSet<LocalTime> times) {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("A schedule needs at least one time of day");
        }
        var copy = new TreeSet<LocalTime>();
        times.forEach(time -> copy.add(time.withNano(0)));
        return java.util.Collections.unmodifiableSortedSet(copy);
    }
}
