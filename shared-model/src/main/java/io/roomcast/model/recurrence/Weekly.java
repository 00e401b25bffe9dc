package io.roomcast.model.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedSet;

/** The dates of one or more days of the week. */
public record Weekly(Set<DayOfWeek> weekdays, SortedSet<LocalTime> times) implements DateRule {
    public Weekly {
        if (weekdays.isEmpty()) {
            throw new IllegalArgumentException("A weekly schedule needs at least one weekday");
        }
        weekdays = Collections.unmodifiableSet(EnumSet.copyOf(weekdays));
        times = DateRule.checkedTimes(times);
    }

    @Override
    public boolean fallsOn(LocalDate date) {
        return weekdays.contains(date.getDayOfWeek());
    }

    @Override
    public int longestGapDays() {
        return 7;
    }
}
