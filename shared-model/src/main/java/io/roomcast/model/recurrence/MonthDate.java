package io.roomcast.model.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date within a month, told by the month itself.
 *
 * <p>Written as {@code 1} … {@code 31}, {@code last}, {@code 1:monday} … {@code 5:sunday}, {@code last:monday} …
 * {@code last:sunday}.
 */
public sealed interface MonthDate {
    /** Of every form's writing. */
    String PATTERN =
            "^(?:([1-9]|[12][0-9]|3[01]|last)|([1-5]|last):(monday|tuesday|wednesday|thursday|friday|saturday|sunday))$";

    /** Stands for the last one where a place is asked for. */
    int LAST = -1;

    boolean fallsOn(LocalDate date);

    /** A day by its number, 1–31; months that have no such day are passed over. */
    record Day(int number) implements MonthDate {
        @Override
        public boolean fallsOn(LocalDate date) {
            return date.getDayOfMonth() == number;
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    /** The last day, whatever its number. */
    record LastDay() implements MonthDate {
        @Override
        public boolean fallsOn(LocalDate date) {
            return date.getDayOfMonth() == date.lengthOfMonth();
        }

        @Override
        public String toString() {
            return "last";
        }
    }

    /** @param place 1–5, or {@link #LAST}; months without a fifth one are passed over */
    record Weekday(int place, DayOfWeek day) implements MonthDate {
        @Override
        public boolean fallsOn(LocalDate date) {
            return date.with(TemporalAdjusters.dayOfWeekInMonth(place, day)).equals(date);
        }

        @Override
        public String toString() {
            return (place == LAST ? "last" : place) + ":" + day.name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException for anything that {@link #PATTERN} does not describe */
    static MonthDate parse(String text) {
        Matcher matcher = Pattern.compile(PATTERN).matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a date within a month: " + text);
        }
        String day = matcher.group(1);
        if (day == null) {
            return new Weekday(
                    place(matcher.group(2)), DayOfWeek.valueOf(matcher.group(3).toUpperCase(Locale.ROOT)));
        }
        return day.equals("last") ? new LastDay() : new Day(Integer.parseInt(day));
    }

    private static int place(String text) {
        return text.equals("last") ? LAST : Integer.parseInt(text);
    }
}
