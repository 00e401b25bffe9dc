package io.roomcast.model.recurrence;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.SortedSet;

/** A rule over local dates and times of day; times are whole seconds. */
public sealed interface LocalRule extends Recurrence permits DateRule, Cron, AroundHolidays {
    /** Ascending; empty for a date on which the rule does not fall. */
    SortedSet<LocalTime> timesOn(LocalDate date);

    /** The first date from {@code from} on that has a time. */
    Optional<LocalDate> nextDate(LocalDate from);
}
