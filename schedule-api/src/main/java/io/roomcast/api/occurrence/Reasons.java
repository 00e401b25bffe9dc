package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
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
    private final PhoneTurns turns;
    private final DatabaseClient database;

    private record First(
            long id,
            @Nullable String waitReason,
            @Nullable String waitDetail,
            @Nullable Instant notBefore,
            int seen) {}

    /**
     * A lane writes down what the first of its room waits for: it holds for all behind it. Of a run of others that goes first only
     * that is told.
     */
    public Mono<Why> of(Caller caller, Occurrence run) {
        if (run.finishedAt() != null || run.waitReason() != null) {
            return Mono.just(Why.of(run));
        }
        return run.state().equals(OccurrenceState.QUEUED.name())
                ? firstBefore(caller, run)
                        .map(first -> behind(first, run))
                        .switchIfEmpty(Mono.defer(() -> turns.of(run)))
                : turns.of(run);
    }

    private static Why behind(First first, Occurrence run) {
        String code = first.waitReason() == null ? Explanation.EARLIER_DUE.name() : first.waitReason();
        return Why.of(code, first.seen() == 1 ? behind(first) : null, first.notBefore(), run.id());
    }

    private static String behind(First first) {
        return first.waitDetail() == null
                ? ReasonDetail.BEHIND.of(first.id())
                : ReasonDetail.BEHIND_WAITING.of(first.id(), first.waitDetail());
    }

    /** ix_occurrence_lane has the room's open ones; what was set aside is passed by the others. */
    private Mono<First> firstBefore(Caller caller, Occurrence run) {
        return database.sql("""
                        SELECT o.id, o.wait_reason, o.wait_detail, o.not_before, g.path LIKE :scope AS seen
                        FROM kb_occurrence o JOIN kb_organization g ON g.id = o.organization_id
                        WHERE o.room_id = :room AND o.state IN ('SENDING', 'QUEUED') AND o.id <> :id
                          AND (o.aside_until IS NULL OR o.aside_until <= UTC_TIMESTAMP(3))
                          AND (o.state = 'SENDING' OR o.scheduled_at < :at
                               OR (o.scheduled_at = :at AND (o.priority < :priority OR (o.priority = :priority AND o.id < :id))))
                        ORDER BY o.state DESC, o.scheduled_at, o.priority, o.id LIMIT 1""")
                .bind("scope", caller.scope())
                .bind("room", run.roomId())
                .bind("id", run.id())
                .bind("at", run.scheduledAt())
                .bind("priority", run.priority())
                .map(Rows.to(First.class))
                .one();
    }
}
