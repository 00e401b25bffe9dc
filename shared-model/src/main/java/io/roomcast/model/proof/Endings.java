package io.roomcast.model.proof;

import io.roomcast.model.occurrence.OccurrenceMove;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.PartState;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Brings occurrences to their end: what was not started is skipped, the state becomes final, the proof is written.
 *
 * <p>Runs in the caller's transaction, which holds the rooms' rows. An occurrence that is final already is left alone.
 */
@RequiredArgsConstructor
public final class Endings {
    private final DatabaseClient database;
    private final SendLogs sendLogs;

    /**
     * @param ifNothingSent what it becomes when no part was, or may have been, sent; null = what its parts add up to
     * @param reasonCode stable, for programs; null only for a success
     * @param reasonDetail for people; holds no message text
     */
    public record Ending(
            long occurrenceId,
            @Nullable OccurrenceState ifNothingSent,
            @Nullable String reasonCode,
            @Nullable String reasonDetail) {}

    private record PartOf(long occurrenceId, String state) {}

    private record Open(long id, String state) {}

    public Mono<Void> close(List<Ending> asked) {
        return asked.isEmpty()
                ? Mono.empty()
                : movesOf(asked).flatMap(moves -> moves.isEmpty() ? Mono.empty() : closeOpen(asked, moves));
    }

    /** How each of them ends that is still open. */
    private Mono<Map<Long, OccurrenceMove>> movesOf(List<Ending> asked) {
        return database.sql("""
                        SELECT id, state FROM kb_occurrence
                        WHERE id IN (:ids) AND state IN ('QUEUED', 'SENDING') ORDER BY id FOR UPDATE""")
                .bind("ids", asked.stream().map(Ending::occurrenceId).toList())
                .map(Rows.to(Open.class))
                .all()
                .collectMap(Open::id, open -> OccurrenceMove.endOf(OccurrenceState.valueOf(open.state())));
    }

    private Mono<Void> closeOpen(List<Ending> asked, Map<Long, OccurrenceMove> moves) {
        List<Ending> endings = asked.stream()
                .filter(ending -> moves.containsKey(ending.occurrenceId()))
                .toList();
        List<Long> ids = endings.stream().map(Ending::occurrenceId).toList();
        return skipPending(ids)
                .then(Mono.defer(() -> partStates(ids)))
                .flatMap(parts -> update(endings, moves, parts))
                .then(Mono.defer(() -> sendLogs.record(ids)));
    }

    private Mono<Void> skipPending(List<Long> ids) {
        return database.sql(
                        "UPDATE kb_part SET state = :to WHERE occurrence_id IN (:ids) AND FIND_IN_SET(state, :from)")
                .bind("to", PartMove.SKIP.to().name())
                .bind("from", PartMove.SKIP.from())
                .bind("ids", ids)
                .then();
    }

    private Mono<Map<Long, List<PartState>>> partStates(List<Long> ids) {
        return database.sql("SELECT occurrence_id, state FROM kb_part WHERE occurrence_id IN (:ids)")
                .bind("ids", ids)
                .map(Rows.to(PartOf.class))
                .all()
                .collect(Collectors.groupingBy(
                        PartOf::occurrenceId,
                        Collectors.mapping(part -> PartState.valueOf(part.state()), Collectors.toList())));
    }

    private Mono<Void> update(List<Ending> endings, Map<Long, OccurrenceMove> moves, Map<Long, List<PartState>> parts) {
        String values = String.join(
                " UNION ALL ",
                Collections.nCopies(endings.size(), "SELECT ? AS id, ? AS state, ? AS code, ? AS detail"));
        var binder = new Binder(database.sql("UPDATE (" + values + ") v STRAIGHT_JOIN kb_occurrence o ON o.id = v.id"
                + " SET o.state = v.state, o.reason_code = v.code, o.reason_detail = LEFT(v.detail, 500),"
                + " o.finished_at = UTC_TIMESTAMP(3), o.wake_at = NULL, o.not_before = NULL,"
                // What expired waited for that to its end.
                + " o.wait_reason = IF(v.state = 'EXPIRED', o.wait_reason, NULL),"
                + " o.wait_detail = NULL"));
        endings.forEach(ending -> binder.add(ending.occurrenceId())
                .add(Objects.requireNonNull(moves.get(ending.occurrenceId()))
                        .to(state(ending, parts.getOrDefault(ending.occurrenceId(), List.of())))
                        .name())
                .add(ending.reasonCode(), String.class)
                .add(ending.reasonDetail(), String.class));
        return binder.statement().then();
    }

    private static OccurrenceState state(Ending ending, List<PartState> parts) {
        boolean nothingSent = parts.stream().noneMatch(part -> part.isSent() || part == PartState.UNKNOWN);
        return ending.ifNothingSent() != null && nothingSent ? ending.ifNothingSent() : OccurrenceState.of(parts);
    }
}
