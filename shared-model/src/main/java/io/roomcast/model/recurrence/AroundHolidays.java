package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A rule that keeps out of public holidays. A date that is no holiday keeps its runs, weekends included; what is moved
 * goes to a business day, and coincides there with a run of the same time.
 */
record AroundHolidays(LocalRule rule, HolidayPolicy policy, Holidays holidays) implements LocalRule {
    /** A run that finds no business day within so many days is not due. */
    private static final int FARTHEST_DAYS = 31;

    /** Dates that are looked at before the search gives up: a rule may fall on holidays only. */
    private static final int MOST_DATES = 15_000;

    @Override
    public SortedSet<LocalTime> timesOn(LocalDate date) {
        if (holidays.isHoliday(date)) {
            return Collections.emptySortedSet();
        }
        var times = new TreeSet<>(rule.timesOn(date));
        if (policy != HolidayPolicy.SKIP && holidays.isBusinessDay(date)) {
            addMovedTo(date, times);
        }
        return times;
    }

    /** What comes here is what fell on the holidays between this business day and the next one on the other side. */
    private void addMovedTo(LocalDate date, SortedSet<LocalTime> times) {
        int back = policy == HolidayPolicy.NEXT ? -1 : 1;
        LocalDate from = date.plusDays(back);
        for (int far = 1; far <= FARTHEST_DAYS && !holidays.isBusinessDay(from); far++) {
            if (holidays.isHoliday(from)) {
                times.addAll(rule.timesOn(from));
            }
            from = from.plusDays(back);
        }
    }

    @Override
    public Optional<LocalDate> nextDate(LocalDate from) {
        LocalDate date = from;
        for (int looked = 0; looked < MOST_DATES; looked++) {
            if (!timesOn(date).isEmpty()) {
                return Optional.of(date);
            }
            Optional<LocalDate> ruled = rule.nextDate(date.minusDays(FARTHEST_DAYS - 1L));
            if (ruled.isEmpty()) {
                return Optional.empty();
            }
            LocalDate earliest = ruled.get().minusDays(FARTHEST_DAYS);
            date = earliest.isAfter(date) ? earliest : date.plusDays(1);
        }
        return Optional.empty();
    }
}
