package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.period.Period;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs of a period, gone and ahead, of all schedules of the caller's subtree; so many, and no more. */
@Component
@RequiredArgsConstructor
class Calendar {
    private static final int MOST_DAYS = 42;
    private static final int USUAL_DAYS = 7;
    private static final int MOST_SCHEDULES = 500;
    private static final int MOST_RUNS = 2_000;

    private final ScheduleLists schedules;
    private final CalendarRows rows;
    private final TimeRules timeRules;
    private final DatabaseClock clock;

    Mono<CalendarResponse> of(Caller caller, CalendarParameters asked) {
        Period period = period(asked);
        Instant now = clock.now();
        // First what is ahead: what is claimed meanwhile is then found among the claimed.
        return ahead(caller, period, asked, now)
                .zipWhen(ahead -> rows.claimed(caller, period, asked, now, MOST_RUNS + 1))
                .map(both -> response(period, both.getT2(), both.getT1()));
    }

    private Period period(CalendarParameters asked) {
        ZoneId zone = Period.zone(asked.timeZone());
        LocalDate from = Objects.requireNonNullElseGet(
                asked.from(), () -> clock.now().atZone(zone).toLocalDate());
        LocalDate until = Objects.requireNonNullElseGet(asked.until(), () -> Period.plusDays(from, USUAL_DAYS - 1));
        return new Period(from, until, zone).requireAtMost(MOST_DAYS);
    }

    private Mono<PlannedRuns.Found> ahead(Caller caller, Period period, CalendarParameters asked, Instant now) {
        if (!period.end().isAfter(now)) {
            return Mono.just(new PlannedRuns.Found(List.of(), true));
        }
        Instant from = period.start().isAfter(now) ? period.start() : now;
        return planned(caller, period, asked, now)
                .zipWhen(planned -> rows.skipped(caller, from, period.end(), asked, MOST_RUNS))
                .map(both -> new PlannedRuns.Found(
                        Stream.concat(both.getT1().runs().stream(), both.getT2().stream())
                                .toList(),
                        both.getT1().complete()));
    }

    private Mono<PlannedRuns.Found> planned(Caller caller, Period period, CalendarParameters asked, Instant now) {
        return schedules
                .dueWithin(caller, period, asked.organizationId(), asked.roomId(), MOST_SCHEDULES + 1)
                .flatMap(found -> Mono.zip(exceptionsOf(found), holidaysFor(found))
                        // Rules of time may take a while; the driver's thread has others to serve.
                        .publishOn(Schedulers.boundedElastic())
                        .map(both -> planned(found, new PlannedRuns(both.getT1(), both.getT2(), period, now))));
    }

    private static PlannedRuns.Found planned(List<PlannedSchedule> found, PlannedRuns planned) {
        boolean all = found.size() <= MOST_SCHEDULES;
        PlannedRuns.Found runs = planned.of(all ? found : found.subList(0, MOST_SCHEDULES), MOST_RUNS);
        return new PlannedRuns.Found(runs.runs(), all && runs.complete());
    }

    private Mono<Map<Long, List<RunException>>> exceptionsOf(List<PlannedSchedule> found) {
        return timeRules.exceptions(found.stream()
                .filter(PlannedSchedule::hasExceptions)
                .map(PlannedSchedule::id)
                .toList());
    }

    private Mono<Holidays> holidaysFor(List<PlannedSchedule> found) {
        return found.stream().allMatch(row -> row.timing().holidayPolicy().equals("ignore"))
                ? Mono.just(Holidays.NONE)
                : timeRules.holidaysUnderLock();
    }

    private record Moment(long scheduleId, Instant dueAt) {
        static Moment of(CalendarRun run) {
            return new Moment(run.scheduleId(), run.dueAt());
        }
    }

    private static CalendarResponse response(Period period, List<CalendarRun> claimed, PlannedRuns.Found ahead) {
        Set<Moment> known = claimed.stream().map(Moment::of).collect(Collectors.toSet());
        List<CalendarRun> all = Stream.concat(
                        claimed.stream(), ahead.runs().stream().filter(run -> !known.contains(Moment.of(run))))
                .sorted(Comparator.comparing(CalendarRun::dueAt).thenComparing(CalendarRun::scheduleId))
                .toList();
        return new CalendarResponse(
                period.from(),
                period.until(),
                period.zone().getId(),
                all.subList(0, Math.min(all.size(), MOST_RUNS)),
                ahead.complete() && all.size() <= MOST_RUNS);
    }
}
