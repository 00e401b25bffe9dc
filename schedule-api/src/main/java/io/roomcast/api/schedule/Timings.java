package io.roomcast.api.schedule;

import io.roomcast.api.problem.Checks;
import io.roomcast.model.recurrence.Adjustments;
import io.roomcast.model.recurrence.Cron;
import io.roomcast.model.recurrence.Daily;
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
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The "when" of a request: its rules between fields, and the timing it stands for. */
final class Timings {
    static final String DEFAULT_ZONE = "Asia/Seoul";
    private static final Set<String> WITHOUT_TIMES = Set.of("interval", "cron");
    private static final Set<String> MOVES = Set.of("previous", "next");

    private Timings() {}

    static void check(ScheduleRequest request, Checks checks) {
        String type = Objects.requireNonNullElse(request.scheduleType(), "");
        checks.require(
                ZoneId.getAvailableZoneIds().contains(zone(request)), "/timeZone", "unknown", "Not an IANA time zone");
        required(checks, "once", type, request.scheduleDate() != null, "/scheduleDate");
        required(checks, "weekly", type, isGiven(request.scheduleWeekdays()), "/scheduleWeekdays");
        required(checks, "monthly", type, isGiven(request.scheduleMonthDays()), "/scheduleMonthDays");
        required(checks, "interval", type, request.intervalMinutes() != null, "/intervalMinutes");
        required(checks, "cron", type, request.cronExpression() != null, "/cronExpression");
        checks.require(
                WITHOUT_TIMES.contains(type) || isGiven(request.scheduleTimes()),
                "/scheduleTimes",
                "required",
                "At least one time of day is required");
        checkCron(request, checks);
        checks.require(
                !type.equals("interval") || !MOVES.contains(policy(request)),
                "/holidayPolicy",
                "not_one_of",
                "Runs of an interval cannot be moved to another day; ignore or skip");
        checkValidity(request, checks);
    }

    private static void required(Checks checks, String of, String type, boolean given, String pointer) {
        checks.require(!of.equals(type) || given, pointer, "required", "Required for " + of);
    }

    private static boolean isGiven(java.util.@Nullable List<?> values) {
        return values != null && !values.isEmpty();
    }

    private static void checkCron(ScheduleRequest request, Checks checks) {
        if (request.cronExpression() == null) {
            return;
        }
        try {
            Cron.parse(request.cronExpression());
        } catch (IllegalArgumentException e) {
            checks.require(
                    false,
                    "/cronExpression",
                    "unreadable",
                    Objects.requireNonNullElse(e.getMessage(), "Not a cron expression"));
        }
    }

    private static void checkValidity(ScheduleRequest request, Checks checks) {
        if (request.validFrom() != null && request.validUntil() != null) {
            checks.require(
                    !request.validUntil().isBefore(request.validFrom()),
                    "/validUntil",
                    "before_start",
                    "Not before validFrom");
            checks.require(isStorable(request), "/validUntil", "out_of_range", "Between the years 2000 and 2999");
        }
    }

    /** The request has passed {@link #check}. */
    static Timing of(ScheduleRequest request, Holidays holidays) {
        var adjustments = new Adjustments(
                Enums.parse(HolidayPolicy.class, policy(request)),
                holidays,
                Duration.ofSeconds(Objects.requireNonNullElse(request.jitterSeconds(), 0)),
                request.roomId(),
                Exceptions.NONE,
                Objects.requireNonNullElse(request.maxRuns(), Adjustments.UNLIMITED));
        return new Timing(
                rule(request),
                ZoneId.of(zone(request)),
                request.validFrom().toInstant(),
                request.validUntil().toInstant(),
                adjustments);
    }

    private static Recurrence rule(ScheduleRequest request) {
        return switch (request.scheduleType()) {
            case "once" -> new Once(Objects.requireNonNull(request.scheduleDate()), times(request));
            case "daily" -> new Daily(times(request));
            case "weekly" ->
                new Weekly(
                        ScheduleRequest.orEmpty(request.scheduleWeekdays()).stream()
                                .map(name -> Enums.parse(DayOfWeek.class, name))
                                .collect(Collectors.toSet()),
                        times(request));
            case "monthly" ->
                new Monthly(
                        ScheduleRequest.orEmpty(request.scheduleMonthDays()).stream()
                                .map(MonthDate::parse)
                                .collect(Collectors.toCollection(LinkedHashSet::new)),
                        times(request));
            case "interval" ->
                new Interval(Duration.ofMinutes(Objects.requireNonNull(request.intervalMinutes())), anchor(request));
            default -> Cron.parse(Objects.requireNonNull(request.cronExpression()));
        };
    }

    private static SortedSet<LocalTime> times(ScheduleRequest request) {
        return new TreeSet<>(ScheduleRequest.orEmpty(request.scheduleTimes()));
    }

    private static LocalDateTime anchor(ScheduleRequest request) {
        return request.intervalAnchor() != null
                ? request.intervalAnchor()
                : request.validFrom()
                        .atZoneSameInstant(ZoneId.of(zone(request)))
                        .toLocalDateTime();
    }

    static String policy(ScheduleRequest request) {
        return Objects.requireNonNullElse(request.holidayPolicy(), "ignore");
    }

    private static String zone(ScheduleRequest request) {
        return Objects.requireNonNullElse(request.timeZone(), DEFAULT_ZONE);
    }

    private static boolean isStorable(ScheduleRequest request) {
        boolean dateFits = request.scheduleDate() == null
                || isStorable(request.scheduleDate().getYear());
        boolean anchorFits = request.intervalAnchor() == null
                || isStorable(request.intervalAnchor().getYear());
        return dateFits
                && anchorFits
                && isStorable(request.validFrom().getYear())
                && isStorable(request.validUntil().getYear());
    }

    private static boolean isStorable(int year) {
        return year >= 2000 && year <= 2999;
    }
}
