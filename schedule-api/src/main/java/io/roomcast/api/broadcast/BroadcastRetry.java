package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.occurrence.Resends;
import io.roomcast.api.problem.ProblemException;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends again what did not arrive, to the rooms where it failed, all in one transaction; each run names the one before. */
@Component
@RequiredArgsConstructor
class BroadcastRetry {
    private static final List<String> FAILED = List.of("FAILED", "PARTIAL", "EXPIRED");

    private final Broadcasts broadcasts;
    private final BroadcastRooms rooms;
    private final Resends resends;
    private final Idempotency idempotency;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    Mono<BroadcastRetried> retry(Caller caller, @Nullable String key, long id) {
        return idempotency.once(
                caller,
                key,
                "POST /api/broadcasts/" + id + "/retry",
                Map.of(),
                BroadcastRetried.class,
                () -> broadcasts
                        .locked(caller, id)
                        .filter(BroadcastRow::isSending)
                        .switchIfEmpty(Broadcasts.conflict("Only what has been sent can be sent again"))
                        .flatMap(row -> rooms.occurrences(id, FAILED))
                        .filter(failed -> !failed.isEmpty())
                        .switchIfEmpty(Broadcasts.conflict("No room has failed"))
                        .flatMap(failed -> resends.resendAll(caller, failed))
                        .delayUntil(count -> audit.done(
                                caller,
                                Subject.BROADCAST,
                                id,
                                Action.RETRIED,
                                FieldChange.told(Map.of("rooms", count))))
                        .flatMap(count ->
                                broadcasts.get(caller, id).map(broadcast -> new BroadcastRetried(broadcast, count))));
    }
}
