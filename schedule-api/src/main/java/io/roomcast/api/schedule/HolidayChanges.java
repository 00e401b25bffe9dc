package io.roomcast.api.schedule;

import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets the schedules that avoid holidays follow a change of them. */
@Component
@RequiredArgsConstructor
public class HolidayChanges {
    private static final int BATCH = 500;

    private final DatabaseClient database;
    private final ScheduleRows rows;
    private final TimeRules timeRules;
    private final DatabaseClock clock;

    /** In the caller's transaction. A run that is due already stays due. */
    public Mono<Void> reckonAnew() {
        return timeRules.holidays().flatMap(holidays -> reckonFrom(0, holidays));
    }

    private Mono<Void> reckonFrom(long after, Holidays holidays) {
        return rows.lockAvoidingHolidays(after, BATCH)
                .flatMap(found -> found.isEmpty()
                        ? Mono.empty()
                        : reckon(found, holidays)
                                .then(Mono.defer(() ->
                                        reckonFrom(found.get(found.size() - 1).id(), holidays))));
    }

    private Mono<Void> reckon(List<ScheduleRow> found, Holidays holidays) {
        List<Long> withExceptions = found.stream()
                .filter(ScheduleRow::hasExceptions)
                .map(ScheduleRow::id)
                .toList();
        return timeRules
                .exceptions(withExceptions)
                .flatMap(exceptions -> Flux.fromIterable(found)
                        .concatMap(row -> reckon(row, holidays, exceptions.getOrDefault(row.id(), List.of())))
                        .then());
    }

    private Mono<Void> reckon(ScheduleRow row, Holidays holidays, List<RunException> exceptions) {
        Instant now = clock.now();
        if (row.nextSendAt() == null || !row.nextSendAt().isAfter(now)) {
            return Mono.empty();
        }
        Instant next = row.timingColumns()
                .toTiming(holidays, RunException.toExceptions(exceptions))
                .nextAfter(now)
                .orElse(null);
        if (Objects.equals(next, row.nextSendAt())) {
            return Mono.empty();
        }
        return database.sql("UPDATE kb_schedule SET next_send_at = :next, status = :status WHERE id = :id")
                .bind("next", org.springframework.r2dbc.core.Parameter.fromOrEmpty(next, Instant.class))
                .bind("status", next == null ? "completed" : "active")
                .bind("id", row.id())
                .then();
    }
}
