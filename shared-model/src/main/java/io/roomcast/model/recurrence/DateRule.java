package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** On which local dates, and at which times of all those dates alike. At least one time of day. */
public sealed interface DateRule extends LocalRule permits Once, Daily, Weekly, Monthly {
    /** Times of day, ascending, never empty. */
    SortedSet<LocalTime> times();

    boolean fallsOn(LocalDate date);

    /** No wait between two dates is longer; bounds every search. */
    int longestGapDays();

    @Override
    default SortedSet<LocalTime> timesOn(LocalDate date) {
        return fallsOn(date) ? times() : Collections.emptySortedSet();
    }

    @Override
    default Optional<LocalDate> nextDate(LocalDate from) {
        LocalDate date = from;
        for (int days = 0; days <= longestGapDays(); days++) {
            if (fallsOn(date)) {
                return Optional.of(date);
            }
            date = date.plusDays(1);
        }
        return Optional.empty();
    }

    /** Shared by the kinds' constructors. */
    static SortedSet<LocalTime> checkedTimes(SortedSet<LocalTime> times) {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("A schedule needs at least one time of day");
        }
        var copy = new TreeSet<LocalTime>();
        times.forEach(time -> copy.add(time.withNano(0)));
        return Collections.unmodifiableSortedSet(copy);
    }
}
