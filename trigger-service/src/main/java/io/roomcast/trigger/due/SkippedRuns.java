package io.roomcast.trigger.due;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.proof.SendLogs;
import io.roomcast.model.sql.Transactions;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the runs on record that were skipped by hand, once their moment has come: nothing that was due ends in silence.
 *
 * <p>Any number of replicas; killed at any point, it does the rest the next time.
 */
@Component
@RequiredArgsConstructor
public class SkippedRuns {
    public static final int BATCH = 500;

    private static final String NO_CONTENT =
            ContentJson.write(new MessageContent(null, List.of(), List.of(), SendOrder.TEXT_FIRST, 0, 0, 0));

    private final DatabaseClient database;
    private final SendLogs sendLogs;
    private final Transactions transactions;

    private record Skipped(long id, long scheduleId, Instant originalAt) {}

    /** Emits how many were recorded. */
    public Mono<Integer> record() {
        return transactions.run(take().flatMap(taken ->
                Flux.fromIterable(taken).concatMap(this::record).then(Mono.just(taken.size()))));
    }

    private Mono<List<Skipped>> take() {
        return database.sql("""
                        SELECT id, schedule_id, original_at FROM kb_schedule_exception
                        WHERE action = 'skip' AND recorded_at IS NULL AND original_at <= UTC_TIMESTAMP(3)
                        ORDER BY original_at LIMIT %d FOR UPDATE SKIP LOCKED""".formatted(BATCH))
                .mapProperties(Skipped.class)
                .all()
                .collectList();
    }

    private Mono<Void> record(Skipped skipped) {
        return database.sql("""
                        INSERT IGNORE INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at,
                               priority, state, content, content_hash, reason_code, reason_detail, finished_at)
                        SELECT id, organization_id, room_id, :at, :at, priority, 'SKIPPED', :content, :hash,
                               'SKIPPED_BY_HAND', 'A member skipped this run', UTC_TIMESTAMP(3)
                        FROM kb_schedule WHERE id = :schedule AND status IN ('active', 'completed')
                          AND deleted_at IS NULL""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("at", skipped.originalAt())
                .bind("content", NO_CONTENT)
                .bind("hash", Sha256.hex(NO_CONTENT))
                .bind("schedule", skipped.scheduleId())
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList()
                .flatMap(ids -> ids.isEmpty() ? Mono.empty() : sendLogs.record(ids))
                .then(database.sql("UPDATE kb_schedule_exception SET recorded_at = UTC_TIMESTAMP(3) WHERE id = :id")
                        .bind("id", skipped.id())
                        .then());
    }
}
