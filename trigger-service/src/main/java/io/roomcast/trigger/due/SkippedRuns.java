package io.roomcast.trigger.due;

import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.proof.UnsentRuns;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the runs on record that were skipped by hand, once their moment has come.
 *
 * <p>Each in a transaction of its own that locks its schedule first, as everybody does. Any number of replicas; killed at
 * any point, it does the rest the next time.
 */
@Component
@RequiredArgsConstructor
public class SkippedRuns {
    public static final int BATCH = 200;

    private final DatabaseClient database;
    private final UnsentRuns unsent;
    private final Transactions transactions;
    private final DatabaseClock clock;

    private record Skipped(long id, long scheduleId, Instant originalAt) {}

    /** Emits how many were looked at. */
    public Mono<Integer> record() {
        return candidates()
                .flatMap(found -> Flux.fromIterable(found)
                        .concatMap(one -> transactions.run(clock.fence().then(Mono.defer(() -> record(one)))))
                        .then(Mono.just(found.size())));
    }

    private Mono<List<Skipped>> candidates() {
        return database.sql("""
                        SELECT id, schedule_id, original_at FROM kb_schedule_exception
                        WHERE action = 'skip' AND recorded_at IS NULL AND original_at <= UTC_TIMESTAMP(3)
                        ORDER BY original_at LIMIT %d""".formatted(BATCH))
                .map(Rows.to(Skipped.class))
                .all()
                .collectList();
    }

    /** Somebody may have put it back meanwhile. */
    private Mono<Void> record(Skipped skipped) {
        return database.sql("SELECT id FROM kb_schedule WHERE id = :id FOR UPDATE")
                .bind("id", skipped.scheduleId())
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(locked ->
                        database.sql("""
                                UPDATE kb_schedule_exception SET recorded_at = UTC_TIMESTAMP(3)
                                WHERE id = :id AND action = 'skip' AND recorded_at IS NULL""").bind("id", skipped.id()).fetch().rowsUpdated())
                .filter(marked -> marked == 1)
                .flatMap(marked -> unsent.record(
                        skipped.scheduleId(),
                        skipped.originalAt(),
                        OccurrenceState.SKIPPED,
                        "SKIPPED_BY_HAND",
                        ReasonDetail.SKIPPED.of()));
    }
}
