package io.roomcast.api.schedule;

import io.roomcast.api.problem.Checks;
import io.roomcast.model.recurrence.Daily;
import io.roomcast.model.recurrence.MonthDate;
import io.roomcast.model.recurrence.Monthly;
import io.roomcast.model.recurrence.Once;
import io.roomcast.model.recurrence.Recurrence;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.recurrence.Weekly;
import io.roomcast.model.sql.Enums;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The "when" of a request: its rules between fields, and the timing it stands for. */
final class Timings {
    static final String DEFAULT_ZONE = "Asia/Seoul";

    private Timings() {}

    static void check(ScheduleRequest request, Checks checks) {
        String zone = Objects.requireNonNullElse(request.timeZone(), DEFAULT_ZONE);
        checks.require(ZoneId.getAvailableZoneIds().contains(zone), "/timeZone", "unknown", "Not an IANA time zone");
        checks.require(
                !"once".equals(request.scheduleType()) || request.scheduleDate() != null,
                "/scheduleDate",
                "required",
                "Required for once");
        checks.require(
                !"weekly".equals(request.scheduleType())
                        || !ScheduleRequest.orEmpty(request.scheduleWeekdays()).isEmpty(),
                "/scheduleWeekdays",
                "required",
                "At least one day is required for weekly");
        checks.require(
                !"monthly".equals(request.scheduleType())
                        || !ScheduleRequest.orEmpty(request.scheduleMonthDays()).isEmpty(),
                "/scheduleMonthDays",
                "required",
                "At least one date is required for monthly");
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
    static Timing of(ScheduleRequest request) {
        SortedSet<LocalTime> times = new TreeSet<>(request.scheduleTimes());
        Recurrence rule =
                switch (request.scheduleType()) {
                    case "once" -> new Once(Objects.requireNonNull(request.scheduleDate()), times);
                    case "daily" -> new Daily(times);
                    case "monthly" ->
                        new Monthly(
                                ScheduleRequest.orEmpty(request.scheduleMonthDays()).stream()
                                        .map(MonthDate::parse)
                                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                                times);
                    default ->
                        new Weekly(
                                ScheduleRequest.orEmpty(request.scheduleWeekdays()).stream()
                                        .map(name -> Enums.parse(DayOfWeek.class, name))
                                        .collect(Collectors.toSet()),
                                times);
                };
        return new Timing(
                rule,
                ZoneId.of(Objects.requireNonNullElse(request.timeZone(), DEFAULT_ZONE)),
                request.validFrom().toInstant(),
                request.validUntil().toInstant());
    }

    private static boolean isStorable(ScheduleRequest request) {
        boolean dateFits = request.scheduleDate() == null
                || (request.scheduleDate().getYear() >= 2000
                        && request.scheduleDate().getYear() <= 2999);
        return dateFits
                && request.validFrom().getYear() >= 2000
                && request.validUntil().getYear() <= 2999;
    }
}
