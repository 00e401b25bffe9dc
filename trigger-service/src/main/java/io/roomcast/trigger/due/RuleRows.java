package io.roomcast.trigger.due;

import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.TimeRules;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the {@link Rules} of a claim; asks for nothing that none of its schedules has. */
@Component
@RequiredArgsConstructor
class RuleRows {
    private final TimeRules timeRules;
    private final DatabaseClient database;

    Mono<Rules> of(List<DueSchedule> due) {
        Mono<Holidays> holidays =
                due.stream().anyMatch(DueSchedule::avoidsHolidays) ? timeRules.holidays() : Mono.just(Holidays.NONE);
        return holidays.flatMap(found -> timeRules
                .exceptions(idsOf(due, DueSchedule::hasExceptions))
                .flatMap(exceptions -> withOpenRun(idsOf(due, DueSchedule::avoidsOverlap))
                        .map(open -> new Rules(found, exceptions, open))));
    }

    private Mono<Set<Long>> withOpenRun(List<Long> schedules) {
        if (schedules.isEmpty()) {
            return Mono.just(Set.of());
        }
        return database.sql("""
                        SELECT DISTINCT schedule_id FROM kb_occurrence
                        WHERE schedule_id IN (:ids) AND state IN ('QUEUED', 'SENDING')""")
                .bind("ids", schedules)
                .map(row -> row.get("schedule_id", Long.class))
                .all()
                .collect(Collectors.toSet());
    }

    private static List<Long> idsOf(List<DueSchedule> due, Predicate<DueSchedule> wanted) {
        return due.stream().filter(wanted).map(DueSchedule::id).toList();
    }
}
