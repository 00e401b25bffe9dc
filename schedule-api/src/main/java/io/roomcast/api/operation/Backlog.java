package io.roomcast.api.operation;

import io.roomcast.api.access.Caller;
import io.roomcast.api.operation.Operations.Waiting;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the database holds of work that is not done. */
@Component
@RequiredArgsConstructor
class Backlog {
    private final DatabaseClient database;

    /** @param since null: there are none */
    record Unpublished(long events, @Nullable Instant since) {}

    /** Runs on their way to a phone are not waiting. */
    Mono<List<Waiting>> waiting(Caller caller) {
        return database.sql("""
                        SELECT COALESCE(o.wait_reason, 'READY') AS reason, COUNT(*) AS runs, MIN(o.scheduled_at) AS oldest_due_at,
                               MIN(o.not_before) AS next_at
                        FROM kb_occurrence o JOIN kb_organization g ON g.id = o.organization_id
                        WHERE o.wake_at IS NOT NULL AND o.state = 'QUEUED' AND o.scheduled_at <= UTC_TIMESTAMP(3)
                          AND g.path LIKE :scope
                        GROUP BY COALESCE(o.wait_reason, 'READY') ORDER BY runs DESC, reason""")
                .bind("scope", caller.scope())
                .map(Rows.to(Waiting.class))
                .all()
                .collectList();
    }

    /** Everybody's: an event is nobody's. */
    Mono<Unpublished> unpublished() {
        return database.sql("SELECT COUNT(*) AS events, MIN(created_at) AS since FROM kb_outbox")
                .map(Rows.to(Unpublished.class))
                .one();
    }

    /** Whether a command was answered, and would not be carried out should it come again. */
    Mono<Boolean> isAnswered(String source, String id) {
        return database.sql("SELECT COUNT(*) AS n FROM kb_command WHERE event_source = :source AND event_id = :id")
                .bind("source", source)
                .bind("id", id)
                .map(row -> row.get("n", Long.class))
                .one()
                .map(count -> count > 0);
    }
}
