package io.roomcast.api.broadcast;

import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** kb_broadcast_room: who is to get it, and how each stands. The caller has been let to the broadcast before. */
@Component
@RequiredArgsConstructor
class BroadcastRooms {
    private static final int AT_ONCE = 500;

    private static final String RESULTS = """
            SELECT m.room_id, r.name AS room_name, g.name AS organization_name, b.name AS bot_name, m.occurrence_id,
                   COALESCE(o.state, 'NOT_STARTED') AS state, IF(o.state = 'EXPIRED', NULL, o.wait_reason) AS wait_reason, o.not_before, o.reason_code, o.reason_detail,
                   o.started_at, o.finished_at
            FROM kb_broadcast_room m JOIN kb_room r ON r.id = m.room_id JOIN kb_organization g ON g.id = r.organization_id
                 JOIN kb_bot b ON b.id = r.bot_id LEFT JOIN kb_occurrence o ON o.id = m.occurrence_id
            WHERE m.broadcast_id = :id
            """;

    private static final String PROGRESS = """
            SELECT m.broadcast_id, COUNT(*) AS total, COUNT(IF(o.id IS NULL, 1, NULL)) AS not_started,
                   COUNT(IF(o.state IN ('QUEUED', 'SENDING'), 1, NULL)) AS open,
                   COUNT(IF(o.state = 'SUCCESS', 1, NULL)) AS success, COUNT(IF(o.state = 'PARTIAL', 1, NULL)) AS partial,
                   COUNT(IF(o.state IN ('FAILED', 'SKIPPED'), 1, NULL)) AS failed,
                   COUNT(IF(o.state = 'UNKNOWN', 1, NULL)) AS unknown,
                   COUNT(IF(o.state = 'EXPIRED', 1, NULL)) AS expired,
                   COUNT(IF(o.state = 'CANCELLED', 1, NULL)) AS cancelled
            FROM kb_broadcast_room m LEFT JOIN kb_occurrence o ON o.id = m.occurrence_id
            WHERE m.broadcast_id IN (:ids) GROUP BY m.broadcast_id""";

    private final DatabaseClient database;

    private record ProgressRow(
            long broadcastId,
            int total,
            int notStarted,
            int open,
            int success,
            int partial,
            int failed,
            int unknown,
            int expired,
            int cancelled) {
        Progress toProgress() {
            return new Progress(total, notStarted, open, success, partial, failed, unknown, expired, cancelled);
        }
    }

    Mono<Void> insert(long broadcast, List<Long> rooms) {
        return Flux.fromIterable(rooms)
                .buffer(AT_ONCE)
                .concatMap(some -> {
                    var binder = new Binder(database.sql("INSERT INTO kb_broadcast_room (broadcast_id, room_id) VALUES "
                            + String.join(",", Collections.nCopies(some.size(), "(?, ?)"))));
                    some.forEach(room -> binder.add(broadcast).add(room));
                    return binder.statement().then();
                })
                .then();
    }

    /** By id. */
    Mono<Map<Long, Progress>> progress(Collection<Long> broadcasts) {
        return broadcasts.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(PROGRESS)
                        .bind("ids", broadcasts)
                        .map(Rows.to(ProgressRow.class))
                        .all()
                        .collectMap(ProgressRow::broadcastId, ProgressRow::toProgress);
    }

    Mono<Progress> progress(long broadcast) {
        return progress(List.of(broadcast)).map(found -> found.getOrDefault(broadcast, Progress.NONE));
    }

    /** By room, the last one first. @param state of the occurrence, or NOT_STARTED; null = all */
    Mono<List<RoomResult>> results(long broadcast, @Nullable String state, PageRequest page) {
        String only = state == null ? "" : "AND COALESCE(o.state, 'NOT_STARTED') = :state ";
        GenericExecuteSpec statement = database.sql(
                        RESULTS + only + "AND m.room_id < :before ORDER BY m.room_id DESC LIMIT :rows")
                .bind("id", broadcast)
                .bind("before", page.before())
                .bind("rows", page.rows());
        return (state == null ? statement : statement.bind("state", state))
                .map(Rows.to(RoomResult.class))
                .all()
                .collectList();
    }

    /** All at once: a client that reads slowly keeps no connection. */
    Mono<List<RoomResult>> all(long broadcast) {
        return database.sql(RESULTS + "ORDER BY m.room_id")
                .bind("id", broadcast)
                .map(Rows.to(RoomResult.class))
                .all()
                .collectList();
    }

    /** Occurrences, ascending. @param states of those wanted */
    Mono<List<Long>> occurrences(long broadcast, List<String> states) {
        return database.sql("""
                        SELECT o.id FROM kb_broadcast_room m JOIN kb_occurrence o ON o.id = m.occurrence_id
                        WHERE m.broadcast_id = :id AND o.state IN (:states) ORDER BY o.id""")
                .bind("id", broadcast)
                .bind("states", states)
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }
}
