package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.occurrence.OccurrenceMove;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.PartState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.org.Right;
import io.roomcast.model.proof.SendLogs;
import io.roomcast.model.sql.Transactions;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Settles what nobody knew: a person has looked into the room. The record says who and how. */
@Component
@RequiredArgsConstructor
class Settlements {
    private static final String CODE = "SETTLED_BY_HAND";

    private final DatabaseClient database;
    private final Occurrences occurrences;
    private final SendLogs sendLogs;
    private final Transactions transactions;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT where nothing is unknown */
    Mono<Occurrence> settle(Caller caller, long id, Settlement settlement) {
        return transactions.run(occurrences
                .get(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .flatMap(found -> lockUnknown(id))
                .then(setParts(caller, id, settlement))
                .then(Mono.defer(() -> partStates(id)))
                .flatMap(states -> setState(caller, id, OccurrenceState.of(states), settlement))
                .then(Mono.defer(() -> sendLogs.amend(id)))
                .then(Mono.defer(
                        () -> audit.done(caller, Subject.OCCURRENCE, id, Action.SETTLED, FieldChange.told(settlement))))
                .then(Mono.defer(() -> occurrences.get(caller, id))));
    }

    private Mono<Long> lockUnknown(long id) {
        return database.sql("SELECT id FROM kb_occurrence WHERE id = :id AND FIND_IN_SET(state, :from) FOR UPDATE")
                .bind("from", OccurrenceMove.SETTLE.from())
                .bind("id", id)
                .map(row -> row.get("id", Long.class))
                .one()
                .switchIfEmpty(Mono.error(() ->
                        ProblemException.of(ProblemKind.CONFLICT, "Nothing about it is unknown, or not any more")));
    }

    private Mono<Void> setParts(Caller caller, long id, Settlement settlement) {
        PartMove move = settlement.arrived() ? PartMove.FIND : PartMove.MISS;
        return database.sql("""
                        UPDATE kb_part SET state = :to, detail = :detail
                        WHERE occurrence_id = :id AND FIND_IN_SET(state, :from)""")
                .bind("to", move.to().name())
                .bind("from", move.from())
                .bind("detail", detail(caller, settlement))
                .bind("id", id)
                .then();
    }

    private Mono<List<PartState>> partStates(long id) {
        return database.sql("SELECT state FROM kb_part WHERE occurrence_id = :id ORDER BY position")
                .bind("id", id)
                .map(row -> PartState.valueOf(row.get("state", String.class)))
                .all()
                .collectList();
    }

    private Mono<Void> setState(Caller caller, long id, OccurrenceState state, Settlement settlement) {
        return database.sql(
                        "UPDATE kb_occurrence SET state = :state, reason_code = :code, reason_detail = :detail WHERE id = :id")
                .bind("state", OccurrenceMove.SETTLE.to(state).name())
                .bind("code", CODE)
                .bind("detail", detail(caller, settlement))
                .bind("id", id)
                .then();
    }

    private static String detail(Caller caller, Settlement settlement) {
        String found = (settlement.arrived() ? ReasonDetail.SEEN : ReasonDetail.NOT_ARRIVED).of(caller.loginId());
        return settlement.note() == null || settlement.note().isBlank() ? found : found + ": " + settlement.note();
    }
}
