package io.roomcast.api.simulation;

import io.roomcast.api.period.Period;
import io.roomcast.api.simulation.SimulationResponse.DayLoad;
import io.roomcast.api.simulation.SimulationResponse.ExpectedRun;
import io.roomcast.api.simulation.SimulationResponse.HolidayAhead;
import io.roomcast.model.sql.Enums;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A forecast, as it is told. @param roomId the only one to be told of; null = all that may be seen */
record Result(String botName, @Nullable Long roomId, boolean complete, Map<Long, PhoneRoom> rooms, List<Expected> all) {
    SimulationResponse response(Period period, List<HolidayAhead> holidays) {
        Instant start = period.start();
        Instant end = period.end();
        List<ExpectedRun> runs = all.stream()
                .filter(this::isTold)
                .filter(expected -> isWithin(start, end, expected.message().dueAt()))
                .map(this::told)
                .sorted(Comparator.comparing(ExpectedRun::dueAt))
                .toList();
        return new SimulationResponse(
                period.from(), period.until(), period.zone().getId(), botName, complete, runs, days(period), holidays);
    }

    private boolean isTold(Expected expected) {
        Message message = expected.message();
        return message.visible() && (roomId == null || roomId == message.roomId());
    }

    private static boolean isWithin(Instant start, Instant end, Instant dueAt) {
        return !dueAt.isBefore(start) && dueAt.isBefore(end);
    }

    private ExpectedRun told(Expected expected) {
        Message message = expected.message();
        return new ExpectedRun(
                message.scheduleId(),
                message.title(),
                message.roomId(),
                Objects.requireNonNull(rooms.get(message.roomId())).name(),
                message.drafted(),
                message.dueAt(),
                Enums.column(expected.outcome()),
                expected.startsAt(),
                expected.endsAt(),
                expected.delay().toSeconds(),
                expected.waits());
    }

    private List<DayLoad> days(Period period) {
        Map<LocalDate, List<Expected>> sent = all.stream()
                .filter(expected -> expected.startsAt() != null)
                .collect(Collectors.groupingBy(
                        expected -> Objects.requireNonNull(expected.startsAt())
                                .atZone(period.zone())
                                .toLocalDate(),
                        TreeMap::new,
                        Collectors.toList()));
        return period.from()
                .datesUntil(period.until().plusDays(1))
                .map(date -> load(date, sent.getOrDefault(date, List.of())))
                .toList();
    }

    private static DayLoad load(LocalDate date, List<Expected> sent) {
        Duration busy = sent.stream()
                .flatMap(expected -> expected.message().steps().stream())
                .map(Message.Step::busy)
                .reduce(Duration.ZERO, Duration::plus);
        long longest = sent.stream()
                .mapToLong(expected -> expected.delay().toSeconds())
                .max()
                .orElse(0);
        long collisions = sent.stream().filter(Expected::collides).count();
        return new DayLoad(date, sent.size(), (int) collisions, busy.toSeconds(), longest);
    }
}
