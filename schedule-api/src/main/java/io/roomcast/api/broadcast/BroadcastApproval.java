package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.broadcast.BroadcastTargets.Target;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.org.Level;
import io.roomcast.model.sql.Transactions;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The way of a broadcast to its start: made, and where it reaches many rooms approved by a second person. */
@Component
@RequiredArgsConstructor
class BroadcastApproval {
    private final BroadcastDrafts drafts;
    private final Callers callers;
    private final Broadcasts broadcasts;
    private final BroadcastRows rows;
    private final BroadcastRooms rooms;
    private final BroadcastStart starter;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final BroadcastProperties properties;

    Mono<BroadcastPreview> preview(Caller caller, BroadcastRequest request) {
        return drafts.of(caller, request).map(draft -> {
            Map<String, Long> byPhone = draft.rooms().stream()
                    .collect(Collectors.groupingBy(Target::botName, TreeMap::new, Collectors.counting()));
            return new BroadcastPreview(draft.rooms().size(), byPhone, needsApproval(draft));
        });
    }

    /** Starts it, where no second person is needed. @throws ProblemException FORBIDDEN, INVALID */
    Mono<Broadcast> create(Caller caller, @Nullable String key, BroadcastRequest request) {
        caller.requireManager();
        return idempotency.once(
                caller,
                key,
                "POST /api/broadcasts",
                request,
                Broadcast.class,
                () -> drafts.of(caller, request).flatMap(draft -> insert(caller, draft)));
    }

    /** @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    Mono<Broadcast> approve(Caller caller, long id, @Nullable String note) {
        return transactions.run(pending(caller, id)
                .delayUntil(this::requireMakerStillMay)
                .flatMap(row -> start(row, caller.loginId(), note))
                .then(Mono.defer(() -> broadcasts.get(caller, id))));
    }

    /** @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT, INVALID without a note */
    Mono<Broadcast> reject(Caller caller, long id, @Nullable String note) {
        String reason = Objects.requireNonNullElse(note, "").strip();
        return transactions.run(pending(caller, id)
                .filter(row -> !reason.isEmpty())
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.field("/note", "required", "Say why, for whoever made it")))
                .flatMap(row -> rows.setRejected(id, caller.loginId(), reason))
                .then(Mono.defer(() -> broadcasts.get(caller, id))));
    }

    private Mono<Broadcast> insert(Caller caller, BroadcastDraft draft) {
        return rows.insert(caller, draft, properties.waitForApproval())
                .delayUntil(id -> rooms.insert(id, draft.roomIds()))
                .delayUntil(id -> needsApproval(draft)
                        ? Mono.empty()
                        : broadcasts.row(caller, id).flatMap(row -> start(row, null, null)))
                .flatMap(id -> broadcasts.get(caller, id));
    }

    private boolean needsApproval(BroadcastDraft draft) {
        return draft.rooms().size() > properties.roomsWithoutApproval();
    }

    private Mono<Void> start(BroadcastRow row, @Nullable String decidedBy, @Nullable String note) {
        return starter.start(row).flatMap(startedAt -> rows.setSending(row.id(), startedAt, decidedBy, note));
    }

    /** Who has lost the right to send meanwhile does not send with another's approval. */
    private Mono<BroadcastRow> requireMakerStillMay(BroadcastRow row) {
        return callers.byLogin(row.createdByLogin())
                .filter(maker -> maker.memberId() == row.createdBy() && maker.hasManagersRole())
                .filter(maker -> row.nightReason() == null || maker.organizationLevel() == Level.HEADQUARTERS)
                .flatMap(maker -> rows.get(maker, row.id()))
                .switchIfEmpty(Broadcasts.conflict(
                        "Whoever made it, " + row.createdByLogin() + ", may not send it any more; make it again"));
    }

    private Mono<BroadcastRow> pending(Caller caller, long id) {
        return broadcasts.locked(caller, id).doOnNext(row -> {
            if (row.createdBy() == caller.memberId()) {
                throw ProblemException.of(ProblemKind.FORBIDDEN, "A second person decides, not whoever made it");
            }
            if (!row.isPending()) {
                throw ProblemException.of(
                        ProblemKind.CONFLICT,
                        row.lapsed() == 1
                                ? "It waited for a decision until " + row.lapsesAt() + "; make it again"
                                : "It has been decided already: " + row.state());
            }
        });
    }
}
