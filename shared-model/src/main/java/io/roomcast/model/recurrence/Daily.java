package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SortedSet;

/** Every date. */
public record Daily(SortedSet<LocalTime> times) implements DateRule {
    public Daily {
        times = DateRule.checkedTimes(times);
    }

    @Override
    public boolean fallsOn(LocalDate date) {
        return true;
    }

    @Override
    public int longestGapDays() {
        return 1;
    }
}
