package io.roomcast.api.occurrence;

import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Why a run has not been sent, or how it ended. */
@Component
@RequiredArgsConstructor
public class Reasons {
    private final DatabaseClient database;

    private record First(
            long id,
            @Nullable String waitReason,
            @Nullable String waitDetail,
            @Nullable Instant notBefore) {}

    /** A lane writes down what the first of its room waits for: it holds for all behind it. */
    public Mono<Why> of(Occurrence run) {
        boolean hasNone = run.waitReason() == null && run.state().equals(OccurrenceState.QUEUED.name());
        return hasNone
                ? firstBefore(run).map(first -> behind(first, run)).defaultIfEmpty(Why.of(run))
                : Mono.just(Why.of(run));
    }

    private static Why behind(First first, Occurrence run) {
        return first.waitReason() == null
                ? Why.of(Explanation.EARLIER_DUE.name(), "Run " + first.id() + " goes first", null, run.id())
                : Why.of(first.waitReason(), behind(first), first.notBefore(), run.id());
    }

    private static String behind(First first) {
        String behind = "Run " + first.id() + " goes first and waits";
        return first.waitDetail() == null ? behind : behind + ": " + first.waitDetail();
    }

    /** ix_occurrence_lane has the room's open ones; what was set aside is passed by the others. */
    private Mono<First> firstBefore(Occurrence run) {
        return database.sql("""
                        SELECT id, wait_reason, wait_detail, not_before FROM kb_occurrence
                        WHERE room_id = :room AND state IN ('SENDING', 'QUEUED') AND id <> :id
                          AND (aside_until IS NULL OR aside_until <= UTC_TIMESTAMP(3))
                          AND (state = 'SENDING' OR scheduled_at < :at
                               OR (scheduled_at = :at AND (priority < :priority OR (priority = :priority AND id < :id))))
                        ORDER BY state DESC, scheduled_at, priority, id LIMIT 1""")
                .bind("room", run.roomId())
                .bind("id", run.id())
                .bind("at", run.scheduledAt())
                .bind("priority", run.priority())
                .map(Rows.to(First.class))
                .one();
    }
}
