package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.period.Period;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the database knows of a period: runs that have been claimed, and those that are to be skipped. */
@Component
@RequiredArgsConstructor
class CalendarRows {
    /** A title is shown to those who see the schedule as it is by now. */
    private static final String TITLE = "IF(sg.path LIKE :scope, s.title, '') AS title";

    private static final String SCHEDULE = """
            JOIN kb_schedule s ON s.id = x.schedule_id JOIN kb_organization sg ON sg.id = s.organization_id
            WHERE g.path LIKE :scope AND x.scheduled_at >= :from AND x.scheduled_at < :until\s""";

    private static final String ENDED = """
            SELECT x.schedule_id, %s, x.room_id, x.scheduled_at AS due_at, UPPER(x.status) AS state, x.occurrence_id
            FROM %s\s""";

    /** ix_logs_due has a few organisations' runs of a day; they are sorted. */
    private static final String ENDED_OF_FEW = ENDED.formatted(
                    TITLE,
                    "kb_organization g STRAIGHT_JOIN kb_schedule_logs x FORCE INDEX (ix_logs_due) ON x.organization_id = g.id")
            + SCHEDULE;

    /** ix_logs_scheduled has everybody's in their order: of many organisations, the first rows are most likely theirs. */
    private static final String ENDED_OF_MANY = ENDED.formatted(
                    TITLE,
                    "kb_schedule_logs x FORCE INDEX (ix_logs_scheduled) STRAIGHT_JOIN kb_organization g ON g.id = x.organization_id")
            + SCHEDULE;

    /** Whatever is open has a moment at which it wakes: few rows, and an index. */
    private static final String OPEN =
            """
            SELECT x.schedule_id, %s, x.room_id, x.scheduled_at AS due_at, x.state, x.id AS occurrence_id
            FROM kb_occurrence x JOIN kb_organization g ON g.id = x.organization_id\s""".formatted(TITLE) + SCHEDULE + "AND x.wake_at IS NOT NULL AND x.state IN ('QUEUED', 'SENDING') ";

    private static final String SKIPPED = """
            SELECT s.id AS schedule_id, s.title, s.room_id, x.original_at AS due_at, 'SKIPPED' AS state, 0 AS occurrence_id
            FROM kb_schedule_exception x JOIN kb_schedule s ON s.id = x.schedule_id
                 JOIN kb_organization g ON g.id = s.organization_id
            WHERE x.action = 'skip' AND x.recorded_at IS NULL AND x.original_at >= :from AND x.original_at < :until
              AND s.deleted_at IS NULL AND s.status IN ('active', 'completed') AND g.path LIKE :scope\s""";

    private static final String FIRST = "ORDER BY due_at, x.id LIMIT :rows";

    /** The longest horizon of a claim. */
    private static final Duration CLAIMED_AHEAD = Duration.ofSeconds(10);

    private final DatabaseClient database;
    private final NewestIds newest;

    private record Row(long scheduleId, String title, long roomId, Instant dueAt, String state, long occurrenceId) {
        CalendarRun claimed() {
            return new CalendarRun(scheduleId, title, roomId, null, dueAt, state, false, occurrenceId);
        }

        CalendarRun skipped() {
            return new CalendarRun(scheduleId, title, roomId, dueAt, dueAt, state, false, null);
        }
    }

    /** Day by day, so that a wide view of much ends early. Not sorted. @param now nothing is claimed longer before it than ten seconds */
    Mono<List<CalendarRun>> claimed(Caller caller, Period period, CalendarParameters asked, Instant now, int limit) {
        List<LocalDate> days = period.from()
                .datesUntil(period.until().plusDays(1))
                .filter(day -> day.atStartOfDay(period.zone()).toInstant().isBefore(now.plus(CLAIMED_AHEAD)))
                .toList();
        return find(OPEN, "x.room_id", caller, period, asked, limit)
                .zipWith(newest.isNarrow(caller))
                .flatMap(both -> ended(
                        both.getT2() ? ENDED_OF_FEW : ENDED_OF_MANY,
                        caller,
                        period,
                        days,
                        asked,
                        new ArrayList<>(both.getT1()),
                        limit))
                .map(found -> found.stream().map(Row::claimed).toList());
    }

    private Mono<List<Row>> ended(
            String sql,
            Caller caller,
            Period period,
            List<LocalDate> days,
            CalendarParameters asked,
            List<Row> found,
            int limit) {
        if (days.isEmpty() || found.size() >= limit) {
            return Mono.just(found);
        }
        var day = new Period(days.get(0), days.get(0), period.zone());
        return find(sql, "x.room_id", caller, day, asked, limit).flatMap(more -> {
            found.addAll(more);
            return ended(sql, caller, period, days.subList(1, days.size()), asked, found, limit);
        });
    }

    /** Those to come, first things first. */
    Mono<List<CalendarRun>> skipped(Caller caller, Instant from, Instant until, CalendarParameters asked, int limit) {
        return find(SKIPPED, "s.room_id", caller, from, until, asked, limit)
                .map(found -> found.stream().map(Row::skipped).toList());
    }

    private Mono<List<Row>> find(
            String sql, String roomColumn, Caller caller, Period period, CalendarParameters asked, int limit) {
        return find(sql, roomColumn, caller, period.start(), period.end(), asked, limit);
    }

    private Mono<List<Row>> find(
            String sql,
            String roomColumn,
            Caller caller,
            Instant from,
            Instant until,
            CalendarParameters asked,
            int limit) {
        Map<String, Object> values =
                new HashMap<>(Map.of("scope", caller.scope(), "from", from, "until", until, "rows", limit));
        String only = condition(values, "room", asked.roomId(), "AND " + roomColumn + " = :room ")
                + condition(
                        values,
                        "organization",
                        asked.organizationId(),
                        "AND g.path LIKE CONCAT('%/', :organization, '/%') ");
        return database.sql(sql + only + FIRST)
                .bindValues(values)
                .map(Rows.to(Row.class))
                .all()
                .collectList();
    }

    private static String condition(Map<String, Object> values, String name, @Nullable Long value, String sql) {
        if (value == null) {
            return "";
        }
        values.put(name, value);
        return sql;
    }
}
