package io.roomcast.model.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Which dates are public holidays. */
@FunctionalInterface
public interface Holidays {
    Holidays NONE = date -> false;

    boolean isHoliday(LocalDate date);

    /** Neither a holiday nor a Saturday or Sunday. */
    default boolean isBusinessDay(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY && !isHoliday(date);
    }
}
