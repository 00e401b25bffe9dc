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
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/**
 * A lane's look at its room: a transaction under the room's lock that says what to do next.
 *
 * <p>Rooms that are looked at at the same time are looked at in one transaction, which waits for no lock. It sends, or finds
 * nothing to do; what else is to be written for a room, what makes the transaction fail and what is locked is looked at once more
 * by itself, and a room that is still locked then waits for that in a line of its own kind.
 *
 * <p>Takes the lease only for work, and gives it back when there is none, so a room at rest belongs to nobody. Every
 * occurrence looked at is either admitted, given a reason and an end to its wait, or brought to its end.
 */
@Component
class Admission {
    private static final int MOST_TOGETHER = 50;
    private static final int TOGETHER_AT_ONCE = 2;
    private static final int ALONE_AT_ONCE = 6;

    private final Views views;
    private final Decisions decisions;
    private final LaneRows rows;
    private final Transactions transactions;
    private final DatabaseClock clock;

    /** Empty: not done. */
    private final GroupCommit<Long, Optional<Next>> together =
            new GroupCommit<>(MOST_TOGETHER, TOGETHER_AT_ONCE, this::lookTogether);

    /** Empty: locked. */
    private final GroupCommit<Long, Optional<Next>> alone =
            new GroupCommit<>(1, ALONE_AT_ONCE, room -> lookAlone(room, true));

    private final GroupCommit<Long, Optional<Next>> locked =
            new GroupCommit<>(1, ALONE_AT_ONCE, room -> lookAlone(room, false));

    Admission(Views views, Decisions decisions, LaneRows rows, Transactions transactions, DatabaseClock clock) {
        this.views = views;
        this.decisions = decisions;
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Fails with {@link ClockSetException} while the database's clock is not where it should be. */
    Mono<Next> next(long roomId) {
        if (clock.isSet()) {
            return Mono.error(() -> new ClockSetException(clock.drift()));
        }
        return done(together.submit(roomId))
                .switchIfEmpty(Mono.defer(() -> done(alone.submit(roomId))))
                .switchIfEmpty(Mono.defer(() -> done(locked.submit(roomId))))
                .defaultIfEmpty(new Next.Rest());
    }

    /** Gives the room back, for whoever looks next. */
    Mono<Void> release(long roomId) {
        return rows.release(List.of(roomId));
    }

    private static Mono<Next> done(Mono<Optional<Next>> look) {
        return look.flatMap(Mono::justOrEmpty);
    }

    private Mono<List<Optional<Next>>> lookTogether(List<Long> roomIds) {
        return transactions
                .run(Mono.defer(() -> views.of(roomIds, true)).map(this::decide).flatMap(rows::writeTogether))
                .map(next -> roomIds.stream()
                        .map(room -> Optional.ofNullable(next.get(room)))
                        .toList())
                .onErrorReturn(Admission::mayBeOfOneRoom, Collections.nCopies(roomIds.size(), Optional.<Next>empty()));
    }

    /** What one room has in it, and not that the database is away, or slow. */
    private static boolean mayBeOfOneRoom(Throwable failure) {
        return failure instanceof DataIntegrityViolationException
                || !(failure instanceof DataAccessException
                        || failure instanceof TransactionException
                        || failure instanceof TimeoutException
                        || failure instanceof ClockSetException);
    }

    private Mono<List<Optional<Next>>> lookAlone(List<Long> room, boolean skipLocked) {
        return transactions
                .run(Mono.defer(() -> views.of(room, skipLocked))
                        .flatMap(seen ->
                                seen.isEmpty() ? Mono.empty() : rows.write(decisions.of(seen.get(0), clock.now()))))
                .map(next -> List.of(Optional.of(next)))
                .defaultIfEmpty(List.of(Optional.empty()));
    }

    private Map<Long, Decision> decide(List<View> seen) {
        Instant now = clock.now();
        var decided = new HashMap<Long, Decision>();
        seen.forEach(view -> decided.put(view.room().id(), decisions.of(view, now)));
        return decided;
    }
}
