package io.roomcast.model.proof;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.sql.Binder;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts due moments on record of which nothing is sent: nothing that was due ends in silence. */
@RequiredArgsConstructor
public final class UnsentRuns {
    private static final int ROWS_A_STATEMENT = 500;
    private static final String NO_CONTENT =
            ContentJson.write(new MessageContent(null, List.of(), List.of(), SendOrder.TEXT_FIRST, 0, 0, 0));

    private final DatabaseClient database;
    private final SendLogs sendLogs;

    /** In the caller's transaction. A moment that is on record already, or whose schedule is off, is left alone. */
    public Mono<Void> record(long scheduleId, Instant dueAt, OccurrenceState state, String code, String detail) {
        return record(scheduleId, List.of(dueAt), state, code, detail).then();
    }

    /** The same for any number of moments; emits how many were not on record before. */
    public Mono<Integer> record(
            long scheduleId, List<Instant> dueAts, OccurrenceState state, String code, String detail) {
        return Flux.fromIterable(dueAts)
                .buffer(ROWS_A_STATEMENT)
                .concatMap(some -> insert(scheduleId, some, state, code, detail)
                        .then(Mono.defer(() -> idsOf(scheduleId, some, state)))
                        .flatMap(ids -> sendLogs.record(ids).thenReturn(ids.size())))
                .reduce(0, Integer::sum);
    }

    private Mono<Void> insert(
            long scheduleId, List<Instant> dueAts, OccurrenceState state, String code, String detail) {
        String moments = String.join(" UNION ALL ", Collections.nCopies(dueAts.size(), "SELECT ? AS due_at"));
        var binder = new Binder(database.sql("""
                INSERT IGNORE INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at,
                       window_seconds, priority, state, content, content_hash, reason_code, reason_detail, finished_at)
                SELECT s.id, s.organization_id, s.room_id, v.due_at, v.due_at, 0, s.priority, ?, ?, ?, ?, LEFT(?, 500),
                       UTC_TIMESTAMP(3)
                FROM (%s) v JOIN kb_schedule s ON s.id = ? AND s.status IN ('active', 'completed') AND s.deleted_at IS NULL""".formatted(moments)));
        binder.add(state.name())
                .add(NO_CONTENT)
                .add(Sha256.hex(NO_CONTENT))
                .add(code)
                .add(detail);
        dueAts.forEach(binder::add);
        return binder.add(scheduleId).statement().then();
    }

    /** Of those that have no log row yet: what was on record before has one. */
    private Mono<List<Long>> idsOf(long scheduleId, List<Instant> dueAts, OccurrenceState state) {
        return database.sql("""
                        SELECT o.id FROM kb_occurrence o LEFT JOIN kb_schedule_logs l ON l.occurrence_id = o.id
                        WHERE o.schedule_id = :schedule AND o.scheduled_at IN (:moments) AND o.state = :state AND l.id IS NULL""")
                .bind("schedule", scheduleId)
                .bind("moments", dueAts)
                .bind("state", state.name())
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }
}
