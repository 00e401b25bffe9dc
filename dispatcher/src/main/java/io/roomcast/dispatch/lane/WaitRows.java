package io.roomcast.dispatch.lane;

import io.roomcast.model.occurrence.OccurrenceMove;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes what the head of a room waits for, and until when, under the room's lock; may wait for locks of its occurrences. */
@Component
@RequiredArgsConstructor
class WaitRows {
    private final DatabaseClient database;

    Mono<Void> keepWaiting(Head head) {
        return database.sql("UPDATE kb_occurrence SET wake_at = not_before WHERE id = :id AND not_before IS NOT NULL")
                .bind("id", head.id())
                .then();
    }

    /** Writes why and until when, and lets those behind it in the room sleep as long. */
    Mono<Void> defer(Decision.Defer it) {
        Instant until = it.until().at();
        Mono<Void> windows = it.until().reason() == WaitReason.QUIET
                ? extendWindows(it.room().id(), until)
                : Mono.empty();
        return windows.then(database.sql("""
                                UPDATE kb_occurrence SET wait_reason = :reason, wait_detail = LEFT(:detail, 200),
                                       not_before = :until, wake_at = LEAST(:until, expires_at + INTERVAL 1000 MICROSECOND) WHERE id = :id""")
                        .bind("reason", it.until().reason().name())
                        .bind("detail", Parameter.fromOrEmpty(it.until().detail(), String.class))
                        .bind("until", until)
                        .bind("id", it.head().id())
                        .then())
                .then(database.sql("""
                                UPDATE kb_occurrence SET wake_at = LEAST(:until, expires_at + INTERVAL 1000 MICROSECOND)
                                WHERE room_id = :room AND state = 'QUEUED' AND id <> :id
                                  AND (aside_until IS NULL OR aside_until <= UTC_TIMESTAMP(3))
                                  AND wake_at < LEAST(:until, expires_at)""")
                        .bind("until", until)
                        .bind("room", it.room().id())
                        .bind("id", it.head().id())
                        .then());
    }

    Mono<Void> setAside(Decision.SetAside it) {
        return (it.head().isSending() ? unadmit(it.head()) : Mono.<Void>empty())
                .then(database.sql("""
                                UPDATE kb_occurrence SET wait_reason = :reason, wait_detail = :detail, not_before = :until, aside_until = :until,
                                       wake_at = :until,
                                       expires_at = GREATEST(expires_at, IF(scheduled_at > :until - INTERVAL 1 DAY,
                                         :until + INTERVAL GREATEST(30, window_seconds) SECOND, expires_at))
                                WHERE id = :id""")
                        .bind("reason", it.aside().reason().name())
                        .bind("detail", ReasonDetail.ADVERTISING_NIGHT.of())
                        .bind("until", it.aside().at())
                        .bind("id", it.head().id())
                        .then());
    }

    /**
     * What fell due in these quiet hours may start as late after them as else after its moment. What is older than a day is
     * not given another: its lateness is bounded.
     */
    private Mono<Void> extendWindows(long roomId, Instant until) {
        return database.sql("""
                        UPDATE kb_occurrence
                        SET expires_at = GREATEST(expires_at, :until + INTERVAL GREATEST(30, window_seconds) SECOND)
                        WHERE room_id = :room AND state = 'QUEUED' AND scheduled_at < :until
                          AND scheduled_at > :until - INTERVAL 1 DAY""").bind("until", until).bind("room", roomId).then();
    }

    /** One that was admitted and not begun is queued again, to wait where others can pass it. */
    private Mono<Void> unadmit(Head head) {
        return database.sql("DELETE FROM kb_part WHERE occurrence_id = :id AND state = 'PENDING'")
                .bind("id", head.id())
                .then()
                .then(database.sql("""
                                UPDATE kb_occurrence SET state = :to
                                WHERE id = :id AND started_at IS NULL AND FIND_IN_SET(state, :from)""")
                        .bind(
                                "to",
                                OccurrenceMove.SEND_BACK
                                        .to(OccurrenceState.QUEUED)
                                        .name())
                        .bind("from", OccurrenceMove.SEND_BACK.from())
                        .bind("id", head.id())
                        .then());
    }
}
