package io.roomcast.model.schedule;

import io.roomcast.model.recurrence.Adjustments;
import io.roomcast.model.recurrence.Cron;
import io.roomcast.model.recurrence.Daily;
import io.roomcast.model.recurrence.DateRule;
import io.roomcast.model.recurrence.Exceptions;
import io.roomcast.model.recurrence.HolidayPolicy;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.recurrence.Interval;
import io.roomcast.model.recurrence.MonthDate;
import io.roomcast.model.recurrence.Monthly;
import io.roomcast.model.recurrence.Once;
import io.roomcast.model.recurrence.Recurrence;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.recurrence.Weekly;
import io.roomcast.model.sql.Enums;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Timing} as its columns.
 *
 * @param roomId the seed of the jitter
 * @param scheduleType as {@link ScheduleType}, in lower case
 * @param scheduleDate for once
 * @param scheduleTimes JSON array of HH:mm:ss; empty for interval and cron
 * @param scheduleWeekdays for weekly: names joined by commas, monday first
 * @param scheduleMonthDays for monthly: {@link MonthDate}s joined by commas
 * @param intervalMinutes for interval @param intervalAnchor for interval, local
 * @param cronExpression for cron
 * @param maxRuns null = no limit @param runCount of them claimed
 */
public record TimingColumns(
        long roomId,
        String scheduleType,
        @Nullable LocalDate scheduleDate,
        String scheduleTimes,
        @Nullable String scheduleWeekdays,
        @Nullable String scheduleMonthDays,
        @Nullable Integer intervalMinutes,
        @Nullable LocalDateTime intervalAnchor,
        @Nullable String cronExpression,
        String holidayPolicy,
        int jitterSeconds,
        @Nullable Integer maxRuns,
        int runCount,
        String timeZone,
        Instant validFrom,
        Instant validUntil) {
    private static final String AROUND_TIMES = "[]\", ";

    public Timing toTiming(Holidays holidays, Exceptions exceptions) {
        var adjustments = new Adjustments(
                Enums.parse(HolidayPolicy.class, holidayPolicy),
                holidays,
                Duration.ofSeconds(jitterSeconds),
                roomId,
                exceptions,
                maxRuns == null ? Adjustments.UNLIMITED : Math.max(0, maxRuns - runCount));
        return new Timing(rule(), ZoneId.of(timeZone), validFrom, validUntil, adjustments);
    }

    private Recurrence rule() {
        return switch (Enums.parse(ScheduleType.class, scheduleType)) {
            case ONCE -> new Once(Objects.requireNonNull(scheduleDate), times());
            case DAILY -> new Daily(times());
            case WEEKLY -> new Weekly(parseWeekdays(Objects.requireNonNull(scheduleWeekdays)), times());
            case MONTHLY -> new Monthly(parseMonthDays(Objects.requireNonNull(scheduleMonthDays)), times());
            case INTERVAL ->
                new Interval(
                        Duration.ofMinutes(Objects.requireNonNull(intervalMinutes)),
                        Objects.requireNonNull(intervalAnchor));
            case CRON -> Cron.parse(Objects.requireNonNull(cronExpression));
        };
    }

    private SortedSet<LocalTime> times() {
        var times = new TreeSet<LocalTime>();
        for (var names = new StringTokenizer(scheduleTimes, AROUND_TIMES); names.hasMoreTokens(); ) {
            times.add(time(names.nextToken()));
        }
        return times;
    }

    /** HH:mm:ss by hand: to look ahead reads thousands of them, and the parser of the library makes maps for each. */
    private static LocalTime time(String name) {
        return LocalTime.of(
                Integer.parseInt(name, 0, 2, 10), Integer.parseInt(name, 3, 5, 10), Integer.parseInt(name, 6, 8, 10));
    }

    /** @param roomId the seed of its jitter @param runCount of its runs that were claimed */
    public static TimingColumns of(Timing timing, long roomId, @Nullable Integer maxRuns, int runCount) {
        Recurrence rule = timing.recurrence();
        return new TimingColumns(
                roomId,
                Enums.column(typeOf(rule)),
                rule instanceof Once once ? once.date() : null,
                rule instanceof DateRule dates ? times(dates.times()) : "[]",
                rule instanceof Weekly weekly ? weekdays(weekly.weekdays()) : null,
                rule instanceof Monthly monthly ? monthDays(monthly.dates()) : null,
                rule instanceof Interval interval ? (int) interval.every().toMinutes() : null,
                rule instanceof Interval interval ? interval.anchor() : null,
                rule instanceof Cron cron ? cron.toString() : null,
                Enums.column(timing.adjustments().holidayPolicy()),
                (int) timing.adjustments().jitter().toSeconds(),
                maxRuns,
                runCount,
                timing.zone().getId(),
                timing.validFrom(),
                timing.validUntil());
    }

    public static ScheduleType typeOf(Recurrence rule) {
        if (rule instanceof Interval) {
            return ScheduleType.INTERVAL;
        }
        if (rule instanceof Cron) {
            return ScheduleType.CRON;
        }
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
