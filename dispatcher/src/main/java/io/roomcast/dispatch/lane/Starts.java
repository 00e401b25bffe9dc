package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.batch.GroupCommit;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.stop.Stops;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes, before a part's call, that it starts: the point after which it counts as perhaps sent.
 *
 * <p>Under the locks of the stops, of the room and of the phone, in this order: what has been stopped or cancelled, and
 * answered, does not start; a replica that lost the room cannot start it; no two replicas start on one phone. A room or a phone that
 * somebody has locked holds up none of those whose parts start in the same transaction.
 */
@Component
class Starts {
    private static final int MOST = 200;
    private static final int WRITERS = 2;

    private final DatabaseClient database;
    private final Stops stops;
    private final DatabaseClock clock;
    private final LaneProperties properties;
    private final GroupCommit<Start, Start.Result> commits;
    private final GroupCommit<Long, Boolean> looks = new GroupCommit<>(MOST, WRITERS, this::areFree);

    private record RoomRow(long id, String timeZone, long leaseEpoch, long paused, Instant readAt) {
        RoomRow suspendedIf(boolean stopped) {
            return stopped ? new RoomRow(id, timeZone, leaseEpoch, 1, readAt) : this;
        }
    }

    private record OccurrenceRow(long id, @Nullable String cancelled, long expired, long advertisement) {}

    Starts(
            DatabaseClient database,
            Transactions transactions,
            Stops stops,
            DatabaseClock clock,
            LaneProperties properties) {
        this.database = database;
        this.stops = stops;
        this.clock = clock;
        this.properties = properties;
        this.commits = new GroupCommit<>(MOST, WRITERS, items -> transactions.run(write(items)));
    }

    /** Emits after the commit. */
    Mono<Start.Result> start(Start start) {
        return commits.submit(start);
    }

    /** Whether nobody is sending on the phone: a look, no promise. */
    Mono<Boolean> isFree(long botId) {
        return looks.submit(botId);
    }

    private Mono<List<Boolean>> areFree(List<Long> bots) {
        return database.sql("SELECT id FROM kb_bot WHERE id IN (:ids) AND busy_until > UTC_TIMESTAMP(3)")
                .bind("ids", new HashSet<>(bots))
                .mapValue(Long.class)
                .all()
                .collect(Collectors.toSet())
                .map(busy -> bots.stream().map(bot -> !busy.contains(bot)).toList());
    }

    private Mono<List<Start.Result>> write(List<Start> items) {
        List<Long> roomIds = items.stream().map(Start::roomId).toList();
        return stops.stopped(roomIds)
                .flatMap(stopped -> rooms(roomIds, stopped))
                .zipWhen(rooms -> freePhones(items.stream().map(Start::botId).toList()))
                .zipWhen(locks ->
                        occurrences(items.stream().map(Start::occurrenceId).toList()))
                .map(all -> decide(items, all.getT1().getT1(), all.getT1().getT2(), all.getT2()))
                .flatMap(results -> writeStarted(items, results).thenReturn(results));
    }

    private Mono<Map<Long, RoomRow>> rooms(Collection<Long> rooms, Set<Long> stopped) {
        Instant asked = clock.now();
        return database.sql("""
                        SELECT id, lease_epoch, time_zone, IF(paused_until > UTC_TIMESTAMP(3), 1, 0) AS paused,
                               UTC_TIMESTAMP(3) AS read_at
                        FROM kb_room FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE SKIP LOCKED""")
                .bind("ids", new HashSet<>(rooms))
                .map(Rows.to(RoomRow.class))
                .all()
                .doOnNext(room -> clock.require(room.readAt(), asked))
                .map(room -> room.suspendedIf(stopped.contains(room.id())))
                .collectMap(RoomRow::id);
    }

    /** Of those that are locked elsewhere the turn is being taken, or given back: they count as busy, and are asked for again. */
    private Mono<Set<Long>> freePhones(Collection<Long> bots) {
        return database.sql("""
                        SELECT id FROM kb_bot FORCE INDEX (PRIMARY)
                        WHERE id IN (:ids) AND (busy_until IS NULL OR busy_until <= UTC_TIMESTAMP(3))
                        ORDER BY id FOR UPDATE SKIP LOCKED""")
                .bind("ids", new HashSet<>(bots))
                .mapValue(Long.class)
                .all()
                .collect(Collectors.toSet());
    }

    /** Those still open. What has started before its window ended is finished after it. */
    private Mono<Map<Long, OccurrenceRow>> occurrences(Collection<Long> occurrences) {
        return database.sql("""
                        SELECT o.id, %s AS cancelled,
                               IF(o.started_at IS NULL AND o.expires_at < UTC_TIMESTAMP(3), 1, 0) AS expired,
                               IF(o.held_at_night, 1, 0) AS advertisement
                        FROM kb_occurrence o WHERE o.id IN (:ids) AND o.state = 'SENDING'""".formatted(Cancelled.reason("o")))
                .bind("ids", occurrences)
                .map(Rows.to(OccurrenceRow.class))
                .all()
                .collectMap(OccurrenceRow::id);
    }

    private boolean isNightIn(RoomRow room) {
        return QuietHours.ADVERTISING_NIGHT.isQuietAt(clock.now(), ZoneId.of(room.timeZone()));
    }

    private List<Start.Result> decide(
            List<Start> items, Map<Long, RoomRow> rooms, Set<Long> freePhones, Map<Long, OccurrenceRow> occurrences) {
        var free = new HashSet<>(freePhones);
        return items.stream()
                .map(item -> decide(item, rooms.get(item.roomId()), occurrences.get(item.occurrenceId()), free))
                .toList();
    }

    /** @param free phones that are left; the one taken is removed */
    private Start.Result decide(
            Start item, @Nullable RoomRow room, @Nullable OccurrenceRow occurrence, Set<Long> free) {
        if (room == null) {
            return Start.Result.ROOM_LOCKED;
        }
        if (room.leaseEpoch() != item.epoch()) {
            return Start.Result.LEASE_LOST;
        }
        if (occurrence == null) {
            return Start.Result.CANCELLED;
        }
        if (occurrence.cancelled() != null) {
            return Start.Result.valueOf(occurrence.cancelled());
        }
        if (occurrence.expired() == 1) {
            return Start.Result.EXPIRED;
        }
        if (room.paused() == 1 || (occurrence.advertisement() == 1 && isNightIn(room))) {
            return Start.Result.PAUSED;
        }
        return free.remove(item.botId()) ? Start.Result.STARTED : Start.Result.PHONE_BUSY;
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
                        UPDATE kb_room FORCE INDEX (PRIMARY) SET lease_until = UTC_TIMESTAMP(3) + INTERVAL :millis * 1000 MICROSECOND
                        WHERE id IN (:ids)""")
                .bind("millis", properties.lease().toMillis())
                .bind("ids", started.stream().map(Start::roomId).toList())
                .then();
    }

    private Mono<Void> takePhones(List<Start> started) {
        var binder = new Binder(database.sql("UPDATE ("
                + values(started.size(), "SELECT ? AS id, ? AS attempt, ? AS millis")
                + ") v STRAIGHT_JOIN kb_bot b ON b.id = v.id SET b.busy_attempt = v.attempt,"
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
        var binder = new Binder(database.sql("UPDATE ("
                + values(started.size(), "SELECT ? AS id, ? AS attempt, ? AS epoch, ? AS baseline")
                + ") v STRAIGHT_JOIN kb_part p ON p.id = v.id SET p.state = '" + PartMove.START.to()
                + "', p.attempt_id = v.attempt, p.epoch = v.epoch,"
                + " p.baseline = v.baseline, p.started_at = UTC_TIMESTAMP(3), p.finished_at = NULL"
                + " WHERE FIND_IN_SET(p.state, '" + PartMove.START.from() + "')"));
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
