package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SortedSet;

/** One date; several times on it are allowed. */
public record Once(LocalDate date, SortedSet<LocalTime> times) implements Recurrence {
    public Once {
        times = Recurrence.checkedTimes(times);
    }

    @Override
    public boolean fallsOn(LocalDate candidate) {
        return candidate.equals(date);
    }

    @Override
    public LocalDate startLooking(LocalDate from) {
        return from.isBefore(date) ? date : from;
    }
}
