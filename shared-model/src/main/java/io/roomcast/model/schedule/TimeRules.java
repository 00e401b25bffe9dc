package io.roomcast.model.schedule;

import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.sql.Rows;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What a timing needs beside the row of its schedule. Read in the caller's transaction, never kept. */
@RequiredArgsConstructor
public final class TimeRules {
    private final DatabaseClient database;

    /** The whole answer to when a stored schedule is due. */
    public Mono<Timing> timing(long scheduleId, TimingColumns columns, boolean hasExceptions) {
        return holidaysFor(columns.holidayPolicy())
                .zipWith(hasExceptions ? exceptionsOf(scheduleId) : Mono.just(List.<RunException>of()))
                .map(both -> columns.toTiming(both.getT1(), RunException.toExceptions(both.getT2())));
    }

    /** @param policy as its column has it; what ignores holidays needs none */
    public Mono<Holidays> holidaysFor(String policy) {
        return policy.equals("ignore") ? Mono.just(Holidays.NONE) : holidays();
    }

    /** Of one schedule, by the moments of the runs they are about. */
    public Mono<List<RunException>> exceptionsOf(long scheduleId) {
        return exceptions(List.of(scheduleId)).map(found -> found.getOrDefault(scheduleId, List.of()));
    }

    /**
     * Korea's public holidays, and those that head office added. Whoever writes what it reckons with them does so in the
     * same transaction: until its end the holidays do not change.
     */
    public Mono<Holidays> holidays() {
        return database.sql("SELECT id FROM kb_holiday_guard WHERE id = 1 LOCK IN SHARE MODE")
                .map(row -> row.get("id", Integer.class))
                .one()
                .then(holidaysUnderLock());
    }

    /** Keeps everybody from reckoning with the holidays until the end of the caller's transaction. */
    public Mono<Void> lockHolidays() {
        return database.sql("SELECT id FROM kb_holiday_guard WHERE id = 1 FOR UPDATE")
                .map(row -> row.get("id", Integer.class))
                .one()
                .then();
    }

    /** For whoever holds the lock, or only shows what it reckons with them. */
    public Mono<Holidays> holidaysUnderLock() {
        return database.sql("SELECT holiday_date FROM kb_holiday")
                .map(row -> row.get("holiday_date", LocalDate.class))
                .all()
                .collect(Collectors.toSet())
                .map(dates -> dates::contains);
    }

    /** By schedule; a schedule without any is absent. */
    public Mono<Map<Long, List<RunException>>> exceptions(Collection<Long> scheduleIds) {
        if (scheduleIds.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                        SELECT schedule_id, original_at, action, moved_to, content FROM kb_schedule_exception
                        WHERE schedule_id IN (:ids) ORDER BY original_at""")
                .bind("ids", scheduleIds)
                .map(Rows.to(RunException.class))
                .all()
                .collect(Collectors.groupingBy(RunException::scheduleId));
    }
}
