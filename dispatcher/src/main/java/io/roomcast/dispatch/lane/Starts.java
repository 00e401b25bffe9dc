package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.batch.GroupCommit;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Transactions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes, before a part's call, that it starts: the point after which it counts as perhaps sent.
 *
 * <p>Under the locks of room and phone, in this order: so a cancel that has been answered stops it, a replica that lost
 * the room cannot start it, and no two replicas start on one phone.
 */
@Component
class Starts {
    private static final int MOST = 200;
    private static final int WRITERS = 2;

    private final DatabaseClient database;
    private final LaneProperties properties;
    private final GroupCommit<Start, Start.Result> commits;

    private record RoomRow(long id, long leaseEpoch) {}

    private record BotRow(long id, long busy) {}

    Starts(DatabaseClient database, Transactions transactions, LaneProperties properties) {
        this.database = database;
        this.properties = properties;
        this.commits = new GroupCommit<>(MOST, WRITERS, items -> transactions.run(write(items)));
    }

    /** Emits after the commit. */
    Mono<Start.Result> start(Start start) {
        return commits.submit(start);
    }

    private Mono<List<Start.Result>> write(List<Start> items) {
        return epochs(items.stream().map(Start::roomId).toList())
                .zipWhen(rooms -> freePhones(items.stream().map(Start::botId).toList()))
                .zipWhen(locks ->
                        notCancelled(items.stream().map(Start::occurrenceId).toList()))
                .map(all -> decide(items, all.getT1().getT1(), all.getT1().getT2(), all.getT2()))
                .flatMap(results -> writeStarted(items, results).thenReturn(results));
    }

    private Mono<Map<Long, Long>> epochs(Collection<Long> rooms) {
        return database.sql("SELECT id, lease_epoch FROM kb_room WHERE id IN (:ids) ORDER BY id FOR UPDATE")
                .bind("ids", new HashSet<>(rooms))
                .mapProperties(RoomRow.class)
                .all()
                .collectMap(RoomRow::id, RoomRow::leaseEpoch);
    }

    private Mono<Set<Long>> freePhones(Collection<Long> bots) {
        return database.sql("""
                        SELECT id, IF(busy_until > UTC_TIMESTAMP(3), 1, 0) AS busy FROM kb_bot
                        WHERE id IN (:ids) ORDER BY id FOR UPDATE""")
                .bind("ids", new HashSet<>(bots))
                .mapProperties(BotRow.class)
                .all()
                .filter(bot -> bot.busy() == 0)
                .map(BotRow::id)
                .collect(Collectors.toSet());
    }

    private Mono<Set<Long>> notCancelled(Collection<Long> occurrences) {
        return database.sql("""
                        SELECT id FROM kb_occurrence
                        WHERE id IN (:ids) AND state = 'SENDING' AND cancel_requested_at IS NULL""")
                .bind("ids", occurrences)
                .map(row -> row.get("id", Long.class))
                .all()
                .collect(Collectors.toSet());
    }

    private static List<Start.Result> decide(
            List<Start> items, Map<Long, Long> epochs, Set<Long> freePhones, Set<Long> notCancelled) {
        var results = new ArrayList<Start.Result>(items.size());
        var free = new HashSet<>(freePhones);
        var known = new HashMap<>(epochs);
        for (Start item : items) {
            if (known.getOrDefault(item.roomId(), -1L) != item.epoch()) {
                results.add(Start.Result.LEASE_LOST);
            } else if (!notCancelled.contains(item.occurrenceId())) {
                results.add(Start.Result.CANCELLED);
            } else {
                results.add(free.remove(item.botId()) ? Start.Result.STARTED : Start.Result.PHONE_BUSY);
            }
        }
        return results;
    }

    private Mono<Void> writeStarted(List<Start> items, List<Start.Result> results) {
        var started = new ArrayList<Start>();
        for (int i = 0; i < items.size(); i++) {
            if (results.get(i) == Start.Result.STARTED) {
                started.add(items.get(i));
            }
        }
        if (started.isEmpty()) {
            return Mono.empty();
        }
        return extendLeases(started)
                .then(takePhones(started))
                .then(moveOccurrences(started))
                .then(startParts(started));
    }

    private Mono<Void> extendLeases(List<Start> started) {
        return database.sql("""
                        UPDATE kb_room SET lease_until = UTC_TIMESTAMP(3) + INTERVAL :millis * 1000 MICROSECOND
                        WHERE id IN (:ids)""")
                .bind("millis", properties.lease().toMillis())
                .bind("ids", started.stream().map(Start::roomId).toList())
                .then();
    }

    private Mono<Void> takePhones(List<Start> started) {
        var binder = new Binder(database.sql("UPDATE kb_bot b JOIN ("
                + values(started.size(), "SELECT ? AS id, ? AS attempt, ? AS millis")
                + ") v ON v.id = b.id SET b.busy_attempt = v.attempt,"
                + " b.busy_until = UTC_TIMESTAMP(3) + INTERVAL v.millis * 1000 MICROSECOND"));
        started.forEach(item ->
                binder.add(item.botId()).add(item.attemptId()).add(item.turn().toMillis()));
        return binder.statement().then();
    }

    private Mono<Void> moveOccurrences(List<Start> started) {
        return database.sql("""
                        UPDATE kb_occurrence SET started_at = COALESCE(started_at, UTC_TIMESTAMP(3)),
                               wake_at = UTC_TIMESTAMP(3) + INTERVAL 60 SECOND WHERE id IN (:ids)""")
                .bind("ids", started.stream().map(Start::occurrenceId).toList())
                .then();
    }

    private Mono<Void> startParts(List<Start> started) {
        var binder = new Binder(database.sql("UPDATE kb_part p JOIN ("
                + values(started.size(), "SELECT ? AS id, ? AS attempt, ? AS epoch, ? AS baseline")
                + ") v ON v.id = p.id SET p.state = 'SENDING', p.attempt_id = v.attempt, p.epoch = v.epoch,"
                + " p.baseline = v.baseline, p.started_at = UTC_TIMESTAMP(3), p.finished_at = NULL"
                + " WHERE p.state = 'PENDING'"));
        started.forEach(item -> binder.add(item.partId())
                .add(item.attemptId())
                .add(item.epoch())
                .add(item.baseline(), String.class));
        return binder.statement().then();
    }

    private static String values(int rows, String select) {
        return String.join(" UNION ALL ", Collections.nCopies(rows, select));
    }
}
