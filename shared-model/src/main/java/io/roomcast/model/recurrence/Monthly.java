package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedSet;

/** One or more dates of every month that has them. */
public record Monthly(Set<MonthDate> dates, SortedSet<LocalTime> times) implements DateRule {
    /** Between two fifth weekdays: the longest wait of all. */
    private static final int LONGEST_GAP_DAYS = 130;

    public Monthly {
        if (dates.isEmpty()) {
            throw new IllegalArgumentException("A monthly schedule needs at least one date");
        }
        dates = Collections.unmodifiableSet(new LinkedHashSet<>(dates));
        times = DateRule.checkedTimes(times);
    }

    @Override
    public boolean fallsOn(LocalDate date) {
        return dates.stream().anyMatch(it -> it.fallsOn(date));
    }

    @Override
    public int longestGapDays() {
        return LONGEST_GAP_DAYS;
    }
}
