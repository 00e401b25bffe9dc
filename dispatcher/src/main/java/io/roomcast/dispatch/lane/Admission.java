package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.batch.GroupCommit;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.ClockSetException;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A lane's look at its room: one transaction under the room's lock that says what to do next.
 *
 * <p>Rooms that are looked at at the same time are looked at in one transaction. One that is locked by someone else, or that
 * makes it fail, is looked at alone and holds up none of the others.
 *
 * <p>Takes the lease only for work, and gives it back when there is none, so a room at rest belongs to nobody. Every
 * occurrence looked at is either admitted, given a reason and an end to its wait, or brought to its end.
 */
@Component
class Admission {
    private static final int MOST_TOGETHER = 50;
    private static final int TOGETHER_AT_ONCE = 2;
    private static final int ALONE_AT_ONCE = 8;

    private final Views views;
    private final Decisions decisions;
    private final LaneRows rows;
    private final Transactions transactions;
    private final DatabaseClock clock;
    private final Owner owner;

    /** Empty: look at it alone. */
    private final GroupCommit<Long, Optional<Next>> together;

    private final GroupCommit<Long, Next> alone;

    Admission(
            Views views,
            Decisions decisions,
            LaneRows rows,
            Transactions transactions,
            DatabaseClock clock,
            Owner owner) {
        this.views = views;
        this.decisions = decisions;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
        this.owner = owner;
        this.together = new GroupCommit<>(MOST_TOGETHER, TOGETHER_AT_ONCE, this::lookTogether);
        this.alone = new GroupCommit<>(1, ALONE_AT_ONCE, this::lookAlone);
    }

    /** Fails with {@link ClockSetException} while the database's clock is not where it should be. */
    Mono<Next> next(long roomId) {
        if (clock.isSet()) {
            return Mono.error(() -> new ClockSetException(clock.drift()));
        }
        return together.submit(roomId).flatMap(next -> next.map(Mono::just).orElseGet(() -> alone.submit(roomId)));
    }

    /** Gives the room back, for whoever looks next. */
    Mono<Void> release(long roomId) {
        return rows.release(List.of(roomId), owner.name());
    }

    private Mono<List<Optional<Next>>> lookTogether(List<Long> rooms) {
        return look(rooms, true)
                .map(found -> rooms.stream()
                        .map(room -> Optional.ofNullable(found.get(room)))
                        .toList())
                .onErrorReturn(
                        failure -> rooms.size() > 1 && isOfOneRoom(failure),
                        Collections.nCopies(rooms.size(), Optional.empty()));
    }

    /** What one room has in it, and not that the database is away, or slow. */
    private static boolean isOfOneRoom(Throwable failure) {
        return failure instanceof DataIntegrityViolationException
                || !(failure instanceof NestedRuntimeException
                        || failure instanceof TimeoutException
                        || failure instanceof ClockSetException);
    }

    private Mono<List<Next>> lookAlone(List<Long> room) {
        return look(room, false).map(found -> List.of(found.getOrDefault(room.get(0), new Next.Rest())));
    }

    /** By room; without those that were skipped, and those that are not there. */
    private Mono<Map<Long, Next>> look(List<Long> roomIds, boolean skipLocked) {
        return transactions.run(Mono.defer(() -> views.of(roomIds, skipLocked)).flatMap(this::decide));
    }

    private Mono<Map<Long, Next>> decide(List<View> seen) {
        Instant now = clock.now();
        var decided = new HashMap<Long, Decision>();
        seen.forEach(view -> decided.put(view.room().id(), decisions.of(view, now)));
        // The unclaimed were looked at before: a claim that commits in between only makes the lane look once more.
        return rows.write(List.copyOf(decided.values()), owner.name()).map(parts -> {
            var next = new HashMap<Long, Next>();
            decided.forEach((room, decision) -> next.put(room, next(decision, parts)));
            return next;
        });
    }

    private static Next next(Decision decision, Map<Long, List<Part>> parts) {
        if (decision instanceof Decision.Leave leave) {
            return leave.next();
        }
        if (decision instanceof Decision.Send send) {
            return new Next.Work(
                    send.room(),
                    send.epoch(),
                    send.head(),
                    parts.getOrDefault(send.head().id(), List.of()),
                    send.content());
        }
        return decision instanceof Decision.GiveBack
                        || decision instanceof Decision.KeepWaiting
                        || decision instanceof Decision.Defer
                ? new Next.Rest()
                : new Next.Again();
    }
}
