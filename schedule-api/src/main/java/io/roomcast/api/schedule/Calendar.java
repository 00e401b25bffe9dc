package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.period.Period;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Runs of a period, gone and ahead, of all schedules of the caller's subtree.
 *
 * <p>What is ahead comes from the engine that the claim asks, too. It is bounded: schedules that are due first, a number of
 * runs of each, and of all.
 */
@Component
@RequiredArgsConstructor
class Calendar {
    private static final int MOST_DAYS = 42;
    private static final int USUAL_DAYS = 7;
    private static final int MOST_SCHEDULES = 500;
    private static final int MOST_OF_ONE = 300;
    private static final int MOST_RUNS = 2_000;

    private final ScheduleRows schedules;
    private final CalendarRows rows;
    private final TimeRules timeRules;
    private final DatabaseClock clock;

    /** @param cutShort there are more */
    private record Ahead(List<CalendarRun> runs, boolean cutShort) {}

    Mono<CalendarResponse> of(Caller caller, CalendarParameters asked) {
        Period period = period(asked);
        return rows.claimed(caller, period, asked.organizationId(), asked.roomId(), MOST_RUNS + 1)
                .zipWith(ahead(caller, period, asked))
                .map(both -> response(period, both.getT1(), both.getT2()));
    }

    private Period period(CalendarParameters asked) {
        ZoneId zone = Period.zone(asked.timeZone());
        LocalDate from = Objects.requireNonNullElseGet(
                asked.from(), () -> clock.now().atZone(zone).toLocalDate());
        LocalDate until = Objects.requireNonNullElseGet(asked.until(), () -> from.plusDays(USUAL_DAYS - 1L));
        return new Period(from, until, zone).requireAtMost(MOST_DAYS);
    }

    private Mono<Ahead> ahead(Caller caller, Period period, CalendarParameters asked) {
        Instant now = clock.now();
        if (!period.end().isAfter(now)) {
            return Mono.just(new Ahead(List.of(), false));
        }
        return schedules
                .dueBefore(caller, period.end(), asked.organizationId(), asked.roomId(), MOST_SCHEDULES + 1)
                .flatMap(found -> exceptionsOf(found)
                        .zipWith(
                                holidaysFor(found),
                                (exceptions, holidays) -> ahead(found, exceptions, holidays, period, now)));
    }

    private Mono<Map<Long, List<RunException>>> exceptionsOf(List<ScheduleRow> found) {
        return timeRules.exceptions(found.stream()
                .filter(ScheduleRow::hasExceptions)
                .map(ScheduleRow::id)
                .toList());
    }

    private Mono<Holidays> holidaysFor(List<ScheduleRow> found) {
        return found.stream().allMatch(row -> row.holidayPolicy().equals("ignore"))
                ? Mono.just(Holidays.NONE)
                : timeRules.holidays();
    }

    private static Ahead ahead(
            List<ScheduleRow> found,
            Map<Long, List<RunException>> exceptions,
            Holidays holidays,
            Period period,
            Instant now) {
        var runs = new ArrayList<CalendarRun>();
        boolean cutShort = found.size() > MOST_SCHEDULES;
        for (ScheduleRow row : found.subList(0, Math.min(found.size(), MOST_SCHEDULES))) {
            List<RunException> known = exceptions.getOrDefault(row.id(), List.of());
            Timing timing = row.timingColumns().toTiming(holidays, RunException.toExceptions(known));
            // What is due and has not been claimed yet is still ahead. The first moment may be the start itself.
            Instant start = later(period.start(), earlier(now, Objects.requireNonNull(row.nextSendAt())));
            List<Instant> dueAts = timing.following(start.minusNanos(1), MOST_OF_ONE);
            cutShort |=
                    dueAts.size() == MOST_OF_ONE && dueAts.get(MOST_OF_ONE - 1).isBefore(period.end());
            runs.addAll(runs(row, known, dueAts, start, period.end()));
        }
        return new Ahead(runs, cutShort);
    }

    private static List<CalendarRun> runs(
            ScheduleRow row, List<RunException> known, List<Instant> dueAts, Instant start, Instant end) {
        Map<Instant, RunException> bent = known.stream()
                .filter(one -> !one.isSkip())
                .collect(Collectors.toMap(RunException::dueAt, Function.identity(), (one, other) -> one));
        Stream<CalendarRun> planned = dueAts.stream()
                .takeWhile(dueAt -> dueAt.isBefore(end))
                .map(dueAt -> {
                    RunException exception = bent.get(dueAt);
                    Instant originalAt = exception == null ? dueAt : exception.originalAt();
                    boolean changed = exception != null && exception.content() != null;
                    return new CalendarRun(
                            row.id(), row.title(), row.roomId(), originalAt, dueAt, "PLANNED", changed, null);
                });
        Stream<CalendarRun> skipped = known.stream()
                .filter(RunException::isSkip)
                .map(RunException::originalAt)
                .filter(at -> !at.isBefore(start) && at.isBefore(end))
                .map(at -> new CalendarRun(row.id(), row.title(), row.roomId(), at, at, "SKIPPED", false, null));
        return Stream.concat(planned, skipped).toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private record Moment(long scheduleId, Instant dueAt) {}

    /** A run that is claimed between the two looks is there once, as claimed. */
    private static CalendarResponse response(Period period, List<CalendarRun> claimed, Ahead ahead) {
        Set<Moment> known = claimed.stream()
                .map(run -> new Moment(run.scheduleId(), run.dueAt()))
                .collect(Collectors.toSet());
        List<CalendarRun> all = Stream.concat(
                        claimed.stream(),
                        ahead.runs().stream().filter(run -> !known.contains(new Moment(run.scheduleId(), run.dueAt()))))
                .sorted(Comparator.comparing(CalendarRun::dueAt).thenComparing(CalendarRun::scheduleId))
                .toList();
        return new CalendarResponse(
                period.from(),
                period.until(),
                period.zone().getId(),
                all.subList(0, Math.min(all.size(), MOST_RUNS)),
                !ahead.cutShort() && all.size() <= MOST_RUNS);
    }
}
