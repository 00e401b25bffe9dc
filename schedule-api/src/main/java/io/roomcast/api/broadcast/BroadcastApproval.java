package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Transactions;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A second person decides about a broadcast that reaches many rooms. */
@Component
@RequiredArgsConstructor
class BroadcastApproval {
    private final Callers callers;
    private final Broadcasts broadcasts;
    private final BroadcastRows rows;
    private final BroadcastStart starter;
    private final Transactions transactions;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    Mono<Broadcast> approve(Caller caller, long id, @Nullable String note) {
        return transactions.run(pending(caller, id)
                .delayUntil(this::requireMakerStillMay)
                .flatMap(row -> starter.start(row, caller.loginId(), note))
                .then(Mono.defer(() -> broadcasts.get(caller, id)))
                .transform(audit.changing(caller, Subject.BROADCAST, id, Action.APPROVED)));
    }

    /** @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT, INVALID without a note */
    Mono<Broadcast> reject(Caller caller, long id, @Nullable String note) {
        String reason = Objects.requireNonNullElse(note, "").strip();
        return transactions.run(pending(caller, id)
                .filter(row -> !reason.isEmpty())
                .switchIfEmpty(
                        Mono.error(() -> ProblemException.field("/note", "required", "Say why, for whoever made it")))
                .flatMap(row -> rows.setRejected(id, caller.loginId(), reason))
                .then(Mono.defer(() -> broadcasts.get(caller, id)))
                .transform(audit.changing(caller, Subject.BROADCAST, id, Action.REJECTED)));
    }

    /** Who has lost the right to send meanwhile does not send with another's approval. */
    private Mono<BroadcastRow> requireMakerStillMay(BroadcastRow row) {
        return callers.everyCapacityOf(row.createdByLogin())
                .filter(maker -> maker.memberId() == row.createdBy() && maker.may(Right.SEND))
                .filter(maker -> row.nightReason() == null || maker.may(Right.SEND_AT_NIGHT))
                .concatMap(maker -> rows.get(maker, row.id()))
                .next()
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
