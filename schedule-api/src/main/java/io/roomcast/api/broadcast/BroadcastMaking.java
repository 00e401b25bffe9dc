package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.broadcast.BroadcastTargets.Target;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.model.org.Right;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a broadcast: one to a few rooms starts at once, one to many waits for a second person. */
@Component
@RequiredArgsConstructor
class BroadcastMaking {
    private final BroadcastDrafts drafts;
    private final Broadcasts broadcasts;
    private final BroadcastRows rows;
    private final BroadcastRooms rooms;
    private final BroadcastStart starter;
    private final Idempotency idempotency;
    private final BroadcastProperties properties;
    private final Audit audit;

    Mono<BroadcastPreview> preview(Caller caller, BroadcastRequest request) {
        return drafts.of(caller, request).map(draft -> {
            Map<String, Long> byPhone = draft.rooms().stream()
                    .collect(Collectors.groupingBy(Target::botName, TreeMap::new, Collectors.counting()));
            return new BroadcastPreview(draft.rooms().size(), byPhone, needsApproval(draft));
        });
    }

    /** Starts it, where no second person is needed. @throws ProblemException FORBIDDEN, INVALID */
    Mono<Broadcast> create(Caller caller, @Nullable String key, BroadcastRequest request) {
        caller.require(Right.SEND);
        return idempotency.once(
                caller,
                key,
                "POST /api/broadcasts",
                request,
                Broadcast.class,
                () -> drafts.of(caller, request).flatMap(draft -> insert(caller, draft)));
    }

    private Mono<Broadcast> insert(Caller caller, BroadcastDraft draft) {
        return rows.insert(caller, draft, properties.waitForApproval())
                .delayUntil(id -> rooms.insert(id, draft.roomIds()))
                .delayUntil(id -> needsApproval(draft)
                        ? Mono.empty()
                        : broadcasts.row(caller, id).flatMap(row -> starter.start(row, null, null)))
                .flatMap(id -> broadcasts.get(caller, id))
                .transform(audit.creating(caller, Subject.BROADCAST, Broadcast::id));
    }

    private boolean needsApproval(BroadcastDraft draft) {
        return draft.rooms().size() > properties.roomsWithoutApproval();
    }
}
