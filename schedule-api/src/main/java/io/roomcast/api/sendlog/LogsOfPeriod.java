package io.roomcast.api.sendlog;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.MomentPageRequest;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.period.Period;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was due in a period, latest first. It is walked down in windows of time that grow as long as they hold too little, so
 * that a page takes as long as what is on it, not as the period; where few rows pass the conditions it ends with its patience.
 */
@Component
@RequiredArgsConstructor
class LogsOfPeriod {
    private static final Duration FIRST_WINDOW_OF_FEW = Duration.ofDays(1);
    private static final Duration FIRST_WINDOW_OF_MANY = Duration.ofMinutes(15);

    private static final String OF_FEW =
            "kb_organization g STRAIGHT_JOIN kb_schedule_logs l FORCE INDEX (ix_logs_due) ON l.organization_id = g.id ";

    private static final String OF_MANY = """
            kb_schedule_logs l FORCE INDEX (ix_logs_moment) STRAIGHT_JOIN kb_organization g
              ON g.id = l.organization_id\s""";

    private static final String OF_ROOM =
            "kb_schedule_logs l FORCE INDEX (ix_logs_room) STRAIGHT_JOIN kb_organization g ON g.id = l.organization_id ";

    private final DatabaseClient database;
    private final NewestIds newest;

    /** @param reached rows due before it have not been looked at; null where all have, or the page is full */
    record Found(List<Long> ids, @Nullable Instant reached) {}

    /** Where to go on, and how. @param id of the rows due at {@code before} only smaller ones */
    private record Place(Instant before, long id, Duration window, long deadline) {}

    private record Source(String tables, Duration firstWindow) {}

    private record Row(long id, Instant scheduledAt) {}

    /** One more than the page holds where there is a next one. */
    Mono<Found> find(Caller caller, SendLogParameters asked, Period period, MomentPageRequest page) {
        Conditions conditions = new Conditions()
                .and("l.room_id = :room", "room", asked.roomId())
                .and("l.status = :status", "status", asked.status());
        boolean isLater = page.before().isAfter(period.end());
        return source(caller, asked)
                .flatMap(source -> walk(
                        source.tables(),
                        caller,
                        conditions,
                        period.start(),
                        new Place(
                                isLater ? period.end() : page.before(),
                                isLater ? 0 : page.beforeId(),
                                source.firstWindow(),
                                System.nanoTime() + NewestIds.PATIENCE.toNanos()),
                        page.rows()));
    }

    private Mono<Source> source(Caller caller, SendLogParameters asked) {
        return asked.roomId() != null
                ? Mono.just(new Source(OF_ROOM, FIRST_WINDOW_OF_FEW))
                : newest.isNarrow(caller)
                        .map(narrow -> narrow
                                ? new Source(OF_FEW, FIRST_WINDOW_OF_FEW)
                                : new Source(OF_MANY, FIRST_WINDOW_OF_MANY));
    }

    private Mono<Found> walk(
            String tables, Caller caller, Conditions conditions, Instant start, Place place, int rows) {
        Instant below = place.before().minus(place.window());
        Instant floor = below.isBefore(start) ? start : below;
        long began = System.nanoTime();
        return window(tables, caller, conditions, floor, place, rows).flatMap(found -> {
            long took = System.nanoTime() - began;
            List<Long> ids = found.stream().map(Row::id).toList();
            if (ids.size() >= rows || !floor.isAfter(start)) {
                return Mono.just(new Found(ids, null));
            }
            // The next one is twice as long.
            if (System.nanoTime() + 2 * took > place.deadline()) {
                return Mono.just(new Found(ids, floor));
            }
            var next = new Place(floor, 0, place.window().multipliedBy(2), place.deadline());
            return walk(tables, caller, conditions, start, next, rows - ids.size())
                    .map(more -> {
                        var both = new ArrayList<>(ids);
                        both.addAll(more.ids());
                        return new Found(both, more.reached());
                    });
        });
    }

    private Mono<List<Row>> window(
            String tables, Caller caller, Conditions conditions, Instant floor, Place place, int rows) {
        return conditions
                .bind(database.sql("SELECT l.id, l.scheduled_at FROM " + tables + """
                                WHERE g.path LIKE :scope AND l.scheduled_at >= :floor AND l.scheduled_at <= :before
                                  AND (l.scheduled_at < :before OR l.id < :id)\s""" + conditions.sql() + """
                                ORDER BY l.scheduled_at DESC, l.id DESC LIMIT :rows""")
                        .bind("scope", caller.scope())
                        .bind("floor", floor)
                        .bind("before", place.before())
                        .bind("id", place.id())
                        .bind("rows", rows))
                .map(Rows.to(Row.class))
                .all()
                .collectList();
    }
}
