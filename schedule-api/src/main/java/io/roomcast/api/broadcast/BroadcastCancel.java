package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.occurrence.Cancellation;
import io.roomcast.api.occurrence.Cancellations;
import io.roomcast.model.sql.Transactions;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stops what of a broadcast has not been sent.
 *
 * <p>Its state is what lanes read before each part: once that is committed, none starts. Then its runs are ended some at a
 * time, under their rooms' locks: no other message waits long for a room, and a start that read the state before has
 * committed by the time of the answer. Whoever dies between leaves runs that their lanes end; to cancel once more ends
 * the rest at once.
 */
@Component
@RequiredArgsConstructor
class BroadcastCancel {
    private static final int AT_ONCE = 100;
    private static final List<String> OPEN = List.of("QUEUED", "SENDING");

    private final Transactions transactions;
    private final Broadcasts broadcasts;
    private final BroadcastRows rows;
    private final BroadcastRooms rooms;
    private final Cancellations cancellations;
    private final Audit audit;

    /** After the answer no part of it starts. @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    Mono<BroadcastCancelled> cancel(Caller caller, long id) {
        return Transactions.shielded(transactions
                        .run(setCancelled(caller, id))
                        .then(Mono.defer(() -> rooms.occurrences(id, OPEN)))
                        .flatMap(this::end))
                .flatMap(inFlight ->
                        broadcasts.get(caller, id).map(broadcast -> new BroadcastCancelled(broadcast, inFlight)));
    }

    private Mono<Void> setCancelled(Caller caller, long id) {
        return broadcasts
                .locked(caller, id)
                .delayUntil(this::requireOpen)
                .flatMap(row -> row.isCancelled() ? Mono.<Void>empty() : rows.setCancelled(id, caller.loginId()))
                .transform(audit.changing(caller, Subject.BROADCAST, id, Action.CANCELLED));
    }

    private Mono<Progress> requireOpen(BroadcastRow row) {
        return rooms.progress(row.id())
                .filter(progress -> row.isPending() || !progress.isOver())
                .switchIfEmpty(Broadcasts.conflict("Nothing of it is left to stop"));
    }

    /** Emits how many runs had a part with the phone when they were stopped. */
    private Mono<Integer> end(List<Long> open) {
        return Flux.fromIterable(open)
                .buffer(AT_ONCE)
                .concatMap(some -> transactions.run(cancellations.cancelAll(some, "BROADCAST_CANCELLED")))
                .map(Cancellation::inFlight)
                .map(List::size)
                .reduce(0, Integer::sum);
    }
}
