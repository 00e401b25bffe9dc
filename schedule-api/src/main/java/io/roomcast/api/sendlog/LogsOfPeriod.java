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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was due in a period, latest first, in the ways of {@link NewestIds}: nothing is sorted but what a page shows.
 *
 * <p>Of a room, and of a few organisations, from their own index. Of many, or where many rows would have to pass a condition,
 * the order of all, or of all with that status, is walked down in windows of so many rows, and ends with its patience.
 */
@Component
@RequiredArgsConstructor
class LogsOfPeriod {
    private static final String WITHIN = "l.scheduled_at >= :from AND l.scheduled_at <= :before ";
    private static final String BELOW = "AND (l.scheduled_at < :before OR l.id < :id) ";
    private static final String LATEST = "ORDER BY l.scheduled_at DESC, l.id DESC LIMIT :rows";

    static final String OF_ONE = "(SELECT l.id, l.scheduled_at FROM kb_schedule_logs l FORCE INDEX (ix_logs_due)"
            + " WHERE l.organization_id = :organization%d AND " + WITHIN + BELOW + "%s" + LATEST + ")";

    static final String OF_ROOM = """
            SELECT l.id, l.scheduled_at FROM kb_schedule_logs l FORCE INDEX (ix_logs_room)
              STRAIGHT_JOIN kb_organization g ON g.id = l.organization_id
            WHERE g.path LIKE :scope AND\s""" + WITHIN + BELOW + "%s" + LATEST;

    /** In the order of an index: nothing is sorted. */
    static final String WINDOW_OF_ALL = """
            SELECT l.id, l.scheduled_at FROM kb_schedule_logs l FORCE INDEX (%s)
              STRAIGHT_JOIN kb_organization g ON g.id = l.organization_id
            WHERE g.path LIKE :scope AND\s""" + WITHIN + BELOW + """
            AND (l.scheduled_at > :from OR l.id >= :floor) %s""" + LATEST;

    /** The last row of a window that begins here. */
    static final String FLOOR = "SELECT l.id, l.scheduled_at FROM kb_schedule_logs l FORCE INDEX (%s) WHERE " + WITHIN
            + BELOW + "%sORDER BY l.scheduled_at DESC, l.id DESC LIMIT 1 OFFSET " + (NewestIds.WINDOW - 1);

    static final String ALL_BY_MOMENT = "ix_logs_scheduled";
    static final String STATUS_BY_MOMENT = "idx_status_time";

    private final DatabaseClient database;
    private final NewestIds newest;

    /** @param id of the rows due at that moment those with smaller ids */
    record Place(Instant moment, long id) {}

    /** @param id of kb_schedule_logs */
    record Row(long id, Instant scheduledAt) {
        Place place() {
            return new Place(scheduledAt, id);
        }
    }

    /**
     * @param rows one more than the page holds where there is a next one
     * @param reached rows below it have not been looked at; null where all have, or the page is full
     */
    record Found(List<Row> rows, @Nullable Place reached) {
        /** Where the next page goes on; null where there is none. */
        @Nullable
        Place next(MomentPageRequest page) {
            return rows.size() > page.limit() ? rows.get(page.limit() - 1).place() : reached;
        }
    }

    /** @param order index that has the rows which pass the conditions in the order of their moments */
    private record Question(Caller caller, Conditions conditions, Instant from, String order) {
        private GenericExecuteSpec bind(GenericExecuteSpec statement, Place place) {
            return statement.bind("from", from).bind("before", place.moment()).bind("id", place.id());
        }
    }

    Mono<Found> find(Caller caller, SendLogParameters asked, Period period, MomentPageRequest page, Duration patience) {
        Conditions conditions = new Conditions()
                .and("l.room_id = :room", "room", asked.roomId())
                .and("l.status = :status", "status", asked.status());
        var question = new Question(
                caller, conditions, period.start(), asked.status() == null ? ALL_BY_MOMENT : STATUS_BY_MOMENT);
        Place top = page.before().isBefore(period.end())
                ? new Place(page.before(), page.beforeId())
                : new Place(period.end(), 0);
        if (asked.roomId() != null) {
            return rows(OF_ROOM.formatted(conditions.sql()), question, top, page.rows())
                    .map(rows -> new Found(rows, null));
        }
        return newest.few(caller)
                .flatMap(few -> isFew(few, question, top)
                        .flatMap(isFew -> isFew
                                ? merge(few, question, top, page.rows()).map(rows -> new Found(rows, null))
                                : walk(question, top, page.rows(), System.nanoTime() + patience.toNanos())));
    }

    /** Whether all rows of these organisations can be looked at in one statement. @param few empty: they are many */
    private Mono<Boolean> isFew(List<Long> few, Question question, Place top) {
        if (few.isEmpty()) {
            return Mono.just(false);
        }
        return question.conditions().sql().isEmpty()
                ? Mono.just(true)
                : question.bind(
                                database.sql("SELECT COUNT(*) AS found FROM (SELECT 1 FROM kb_schedule_logs l"
                                                + " FORCE INDEX (ix_logs_due) WHERE l.organization_id IN (:few) AND "
                                                + WITHIN + BELOW + "LIMIT " + (NewestIds.MANY + 1) + ") some")
                                        .bind("few", few),
                                top)
                        .map(row -> row.get("found", Long.class))
                        .one()
                        .map(found -> found <= NewestIds.MANY);
    }

    private Mono<List<Row>> merge(List<Long> organizations, Question question, Place top, int rows) {
        String all = IntStream.range(0, organizations.size())
                .mapToObj(i -> OF_ONE.formatted(i, question.conditions().sql()))
                .collect(Collectors.joining("\nUNION ALL\n", "", "\nORDER BY scheduled_at DESC, id DESC LIMIT :rows"));
        GenericExecuteSpec statement = database.sql(all);
        for (int i = 0; i < organizations.size(); i++) {
            statement = statement.bind("organization" + i, organizations.get(i));
        }
        return rows(question.bind(question.conditions().bind(statement), top).bind("rows", rows));
    }

    private Mono<Found> walk(Question question, Place top, int rows, long deadline) {
        long began = System.nanoTime();
        return floor(question, top)
                .defaultIfEmpty(new Place(question.from(), 0))
                .flatMap(floor -> window(question, top, floor, rows).flatMap(found -> {
                    long now = System.nanoTime();
                    if (found.size() >= rows || floor.id() == 0) {
                        return Mono.just(new Found(found, null));
                    }
                    // The next one would take as long.
                    if (now + (now - began) > deadline) {
                        return Mono.just(new Found(found, floor));
                    }
                    return walk(question, floor, rows - found.size(), deadline).map(more -> {
                        var both = new ArrayList<>(found);
                        both.addAll(more.rows());
                        return new Found(both, more.reached());
                    });
                }));
    }

    /** Empty where fewer rows are left than make up a window. */
    private Mono<Place> floor(Question question, Place top) {
        String sql = FLOOR.formatted(question.order(), question.conditions().sql());
        return question.bind(question.conditions().bind(database.sql(sql)), top)
                .map(Rows.to(Row.class))
                .one()
                .map(Row::place);
    }

    private Mono<List<Row>> window(Question question, Place top, Place floor, int rows) {
        return rows(
                WINDOW_OF_ALL.formatted(question.order(), question.conditions().sql()),
                new Question(question.caller(), question.conditions(), floor.moment(), question.order()),
                top,
                rows,
                floor.id());
    }

    private Mono<List<Row>> rows(String sql, Question question, Place top, int rows) {
        return rows(bound(sql, question, top, rows));
    }

    private Mono<List<Row>> rows(String sql, Question question, Place top, int rows, long floor) {
        return rows(bound(sql, question, top, rows).bind("floor", floor));
    }

    private GenericExecuteSpec bound(String sql, Question question, Place top, int rows) {
        GenericExecuteSpec statement = question.conditions().bind(database.sql(sql));
        return question.bind(statement, top)
                .bind("scope", question.caller().scope())
                .bind("rows", rows);
    }

    private static Mono<List<Row>> rows(GenericExecuteSpec statement) {
        return statement.map(Rows.to(Row.class)).all().collectList();
    }
}
