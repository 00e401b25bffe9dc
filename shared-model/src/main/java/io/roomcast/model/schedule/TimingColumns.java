package io.roomcast.model.schedule;

import io.roomcast.model.recurrence.Daily;
import io.roomcast.model.recurrence.MonthDate;
import io.roomcast.model.recurrence.Monthly;
import io.roomcast.model.recurrence.Once;
import io.roomcast.model.recurrence.Recurrence;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.recurrence.Weekly;
import io.roomcast.model.sql.Enums;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Timing} as its columns.
 *
 * @param scheduleType once, daily, weekly or monthly
 * @param scheduleDate for once
 * @param scheduleTimes JSON array of HH:mm:ss
 * @param scheduleWeekdays for weekly: names joined by commas, monday first
 * @param scheduleMonthDays for monthly: {@link MonthDate}s joined by commas
 */
public record TimingColumns(
        String scheduleType,
        @Nullable LocalDate scheduleDate,
        String scheduleTimes,
        @Nullable String scheduleWeekdays,
        @Nullable String scheduleMonthDays,
        String timeZone,
        Instant validFrom,
        Instant validUntil) {
    public static TimingColumns of(Timing timing) {
        Recurrence rule = timing.recurrence();
        return new TimingColumns(
                Enums.column(typeOf(rule)),
                rule instanceof Once once ? once.date() : null,
                times(rule.times()),
                rule instanceof Weekly weekly ? weekdays(weekly.weekdays()) : null,
                rule instanceof Monthly monthly ? monthDays(monthly.dates()) : null,
                timing.zone().getId(),
                timing.validFrom(),
                timing.validUntil());
    }

    public Timing toTiming() {
        SortedSet<LocalTime> times = parseTimes(scheduleTimes);
        Recurrence rule =
                switch (Enums.parse(ScheduleType.class, scheduleType)) {
                    case ONCE -> new Once(Objects.requireNonNull(scheduleDate), times);
                    case DAILY -> new Daily(times);
                    case WEEKLY -> new Weekly(parseWeekdays(Objects.requireNonNull(scheduleWeekdays)), times);
                    case MONTHLY -> new Monthly(parseMonthDays(Objects.requireNonNull(scheduleMonthDays)), times);
                };
        return new Timing(rule, ZoneId.of(timeZone), validFrom, validUntil);
    }

    public static ScheduleType typeOf(Recurrence rule) {
        if (rule instanceof Once) {
            return ScheduleType.ONCE;
        }
        if (rule instanceof Monthly) {
            return ScheduleType.MONTHLY;
        }
        return rule instanceof Daily ? ScheduleType.DAILY : ScheduleType.WEEKLY;
    }

    private static String times(Collection<LocalTime> times) {
        return times.stream()
                .map(time -> "\"%02d:%02d:%02d\"".formatted(time.getHour(), time.getMinute(), time.getSecond()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static SortedSet<LocalTime> parseTimes(String json) {
        return Arrays.stream(json.replaceAll("[\\[\\]\"\\s]", "").split(",", -1))
                .map(LocalTime::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String weekdays(Set<DayOfWeek> weekdays) {
        return weekdays.stream().sorted().map(Enums::column).collect(Collectors.joining(","));
    }

    private static String monthDays(Set<MonthDate> dates) {
        return dates.stream().map(MonthDate::toString).collect(Collectors.joining(","));
    }

    private static Set<MonthDate> parseMonthDays(String column) {
        return Arrays.stream(column.split(",", -1))
                .map(MonthDate::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<DayOfWeek> parseWeekdays(String column) {
        return Arrays.stream(column.split(",", -1))
                .map(name -> Enums.parse(DayOfWeek.class, name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }
}
