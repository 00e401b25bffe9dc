package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.SortedSet;

/** One date; several times on it are allowed. */
public record Once(LocalDate date, SortedSet<LocalTime> times) implements DateRule {
    public Once {
        times = DateRule.checkedTimes(times);
    }

    @Override
    public boolean fallsOn(LocalDate candidate) {
        return candidate.equals(date);
    }

    @Override
    public Optional<LocalDate> nextDate(LocalDate from) {
        return from.isAfter(date) ? Optional.empty() : Optional.of(date);
    }

    @Override
    public int longestGapDays() {
        return 0;
    }
}
