package io.roomcast.dispatch.lane;

import io.r2dbc.spi.R2dbcException;
import io.roomcast.dispatch.batch.GroupCommit;
import io.roomcast.model.outbox.OutboxRelay;
import io.roomcast.model.proof.Endings;
import io.roomcast.model.proof.Endings.Ending;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes the outcome of a part after its call, and the end of the occurrence when it was the last.
 *
 * <p>Those of many rooms are written together; a room that somebody has locked holds up none of the others.
 *
 * <p>Only where attempt and epoch still match: a process that was frozen past its lease changes nothing. What was sent must be
 * written whatever the database's own clock says, so its moments are those of {@link DatabaseClock}: limits count from them.
 */
@Component
class Finishes {
    private static final int MOST = 200;
    private static final int WRITERS = 2;

    /** The server ends a session that is silent for half a minute, and with it its locks. */
    private static final int MOST_TIMES = 600;

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** ER_LOCK_WAIT_TIMEOUT and ER_LOCK_DEADLOCK of MySQL. */
    private static final Set<Integer> LOCKED = Set.of(1205, 1213);

    private final DatabaseClient database;
    private final Endings endings;
    private final LaneProperties properties;
    private final DatabaseClock clock;
    private final GroupCommit<Finish, Optional<Boolean>> commits;

    private record RoomRow(long id, long leaseEpoch) {}

    Finishes(
            DatabaseClient database,
            Transactions transactions,
            Endings endings,
            OutboxRelay relay,
            LaneProperties properties,
            DatabaseClock clock) {
        this.database = database;
        this.endings = endings;
        this.properties = properties;
        this.clock = clock;
        this.commits = new GroupCommit<>(
                MOST, WRITERS, items -> transactions.run(write(items)).doOnNext(done -> relay.wake()));
    }

    /**
     * Emits after the commit: true, or false when the room belongs to another replica by now. What is known is not given up for a
     * lock: while somebody has locked the room it is written again and again.
     */
    Mono<Boolean> finish(Finish finish) {
        return Mono.defer(() -> commits.submit(finish))
                .onErrorReturn(Finishes::isLocked, Optional.empty())
                .flatMap(Mono::justOrEmpty)
                .repeatWhenEmpty(MOST_TIMES, tries -> tries.delayElements(PAUSE));
    }

    /** The transaction was rolled back: it has waited for too long, or the server gave the lock to another of two. */
    private static boolean isLocked(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof R2dbcException cause
                && LOCKED.contains(cause.getErrorCode());
    }

    /** Empty: its room is locked. */
    private Mono<List<Optional<Boolean>>> write(List<Finish> items) {
        return epochs(items).flatMap(epochs -> {
            List<Optional<Boolean>> ours = items.stream()
                    .map(item -> Optional.ofNullable(epochs.get(item.roomId())).map(epoch -> epoch == item.epoch()))
                    .toList();
            List<Finish> valid = items.stream()
                    .filter(item -> epochs.getOrDefault(item.roomId(), -1L) == item.epoch())
                    .toList();
            return valid.isEmpty() ? Mono.just(ours) : writeAll(valid).thenReturn(ours);
        });
    }

    private Mono<Map<Long, Long>> epochs(List<Finish> items) {
        return database.sql(
                        "SELECT id, lease_epoch FROM kb_room FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE SKIP LOCKED")
                .bind("ids", new HashSet<>(items.stream().map(Finish::roomId).toList()))
                .map(Rows.to(RoomRow.class))
                .all()
                .collectMap(RoomRow::id, RoomRow::leaseEpoch);
    }

    private Mono<Void> writeAll(List<Finish> items) {
        List<Finish> released = items.stream().filter(Finish::releasesPhone).toList();
        List<Finish> waiting = items.stream()
                .filter(item -> item.after() instanceof Finish.Wait)
                .toList();
        List<Finish> ended = items.stream()
                .filter(item -> item.after() instanceof Finish.End)
                .toList();
        return (released.isEmpty() ? Mono.<Void>empty() : releasePhones(released))
                .then(Mono.defer(() -> updateParts(items)))
                .then(Mono.defer(() -> waiting.isEmpty() ? Mono.<Void>empty() : defer(waiting)))
                .then(Mono.defer(() -> ended.isEmpty() ? Mono.<Void>empty() : end(ended)));
    }

    private Mono<Void> releasePhones(List<Finish> items) {
        return database.sql("""
                        UPDATE kb_bot FORCE INDEX (PRIMARY) SET busy_until = NULL, busy_attempt = NULL
                        WHERE id IN (:ids) AND busy_attempt IN (:attempts)""")
                .bind("ids", new HashSet<>(items.stream().map(Finish::botId).toList()))
                .bind("attempts", items.stream().map(Finish::attemptId).toList())
                .then();
    }

    private Mono<Void> updateParts(List<Finish> items) {
        String select =
                "SELECT ? AS id, ? AS attempt, ? AS state, ? AS sources, ? AS evidence, ? AS detail, ? AS called, ? AS now_at";
        var binder = new Binder(
                database.sql("UPDATE (" + String.join(" UNION ALL ", Collections.nCopies(items.size(), select))
                        + ") v STRAIGHT_JOIN kb_part p ON p.id = v.id AND p.attempt_id = v.attempt"
                        + " SET p.state = v.state, p.evidence = v.evidence, p.detail = LEFT(v.detail, 500),"
                        + " p.tries = p.tries + IF(v.state = 'PENDING' AND v.called IS NOT NULL, 1, 0),"
                        + " p.called_at = COALESCE(v.called, p.called_at),"
                        + " p.finished_at = IF(v.state IN ('PENDING'), NULL, COALESCE(p.finished_at, GREATEST(v.now_at, COALESCE(p.started_at, v.now_at)))),"
                        + " p.started_at = IF(v.state IN ('PENDING'), NULL, p.started_at),"
                        + " p.confirmed_at = IF(v.state = 'CONFIRMED', v.now_at, NULL)"
                        + " WHERE FIND_IN_SET(p.state, v.sources)"));
        Instant now = clock.now();
        items.forEach(item -> binder.add(item.partId())
                .add(item.attemptId())
                .add(item.move().to().name())
                .add(item.move().from())
                .add(item.evidence(), String.class)
                .add(item.detail(), String.class)
                .add(item.calledAt(), Instant.class)
                .add(now));
        return binder.statement().then();
    }

    private Mono<Void> defer(List<Finish> items) {
        String select = "SELECT ? AS id, ? AS reason, ? AS detail, ? AS until_at";
        var binder = new Binder(database.sql("UPDATE ("
                + String.join(" UNION ALL ", Collections.nCopies(items.size(), select))
                + ") v STRAIGHT_JOIN kb_occurrence o ON o.id = v.id SET o.wait_reason = v.reason, o.wait_detail = LEFT(v.detail, 200), o.not_before = v.until_at, o.wake_at = v.until_at"
                + " WHERE o.state = 'SENDING'"));
        items.forEach(item -> {
            var wait = (Finish.Wait) item.after();
            binder.add(item.occurrenceId())
                    .add(wait.reason().name())
                    .add(wait.detail(), String.class)
                    .add(wait.until());
        });
        return binder.statement().then();
    }

    private Mono<Void> end(List<Finish> items) {
        List<Ending> over = items.stream().map(Finishes::ending).toList();
        List<Long> held = items.stream()
                .filter(item -> ((Finish.End) item.after()).holdsRoom())
                .map(Finish::roomId)
                .toList();
        return (held.isEmpty() ? Mono.<Void>empty() : hold(held)).then(Mono.defer(() -> endings.close(over)));
    }

    private Mono<Void> hold(List<Long> rooms) {
        return database.sql("UPDATE kb_room FORCE INDEX (PRIMARY) SET held_until = :until WHERE id IN (:ids)")
                .bind("until", clock.now().plus(properties.holdAfterUnknown()))
                .bind("ids", rooms)
                .then();
    }

    private static Ending ending(Finish item) {
        var end = (Finish.End) item.after();
        return new Ending(item.occurrenceId(), end.ifNothingSent(), end.reasonCode(), end.reasonDetail());
    }
}
