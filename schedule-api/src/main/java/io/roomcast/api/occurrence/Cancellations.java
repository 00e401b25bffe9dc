package io.roomcast.api.occurrence;

import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.proof.Endings;
import io.roomcast.model.proof.Endings.Ending;
import io.roomcast.model.proof.UnsentRuns;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stops occurrences in the caller's transaction. Takes the rooms' locks, which every start of a part takes, too: after
 * the commit no part of them starts.
 */
@Component
@RequiredArgsConstructor
public class Cancellations {
    private static final String STOPPED_FIRST = "Due, but its schedule was stopped first";

    private final DatabaseClient database;
    private final Endings endings;
    private final UnsentRuns unsent;

    private record Open(long id, long roomId, String state, long inFlight) {}

    /** The caller holds the schedule's lock. */
    public Mono<Cancellation> cancelOfSchedule(long scheduleId, String reasonCode) {
        return cancel("o.schedule_id", List.of(scheduleId), reasonCode);
    }

    /** Nothing happens to those that are final. @param occurrences a hundred or so: their rooms stay locked meanwhile */
    public Mono<Cancellation> cancelAll(List<Long> occurrences, String reasonCode) {
        return cancel("o.id", occurrences, reasonCode);
    }

    /**
     * Puts the runs on record that are due and that no trigger has claimed: a schedule that stops while they are due
     * leaves no gap in the proof.
     */
    public Mono<Void> recordUnclaimed(long scheduleId, List<Instant> unclaimed, String reasonCode) {
        return unsent.record(scheduleId, unclaimed, OccurrenceState.CANCELLED, reasonCode, STOPPED_FIRST)
                .then();
    }

    /** @param column o.schedule_id or o.id, never a value from outside */
    private Mono<Cancellation> cancel(String column, List<Long> ids, String reasonCode) {
        return openOf(column, ids)
                .flatMap(seen -> lockRooms(seen).then(Mono.defer(() -> openOf(column, ids))))
                .flatMap(open -> cancel(open, reasonCode));
    }

    private Mono<List<Open>> openOf(String column, List<Long> ids) {
        return database.sql("""
                        SELECT o.id, o.room_id, o.state,
                               (SELECT COUNT(*) FROM kb_part p WHERE p.occurrence_id = o.id AND p.state = 'SENDING') AS in_flight
                        FROM kb_occurrence o WHERE %s IN (:ids) AND o.state IN ('QUEUED', 'SENDING') ORDER BY o.id""".formatted(column))
                .bind("ids", ids)
                .map(Rows.to(Open.class))
                .all()
                .collectList();
    }

    private Mono<Void> lockRooms(List<Open> open) {
        return open.isEmpty()
                ? Mono.empty()
                : database.sql("SELECT id FROM kb_room WHERE id IN (:ids) ORDER BY id FOR UPDATE")
                        .bind("ids", open.stream().map(Open::roomId).distinct().toList())
                        .map(row -> row.get("id", Long.class))
                        .all()
                        .then();
    }

    private Mono<Cancellation> cancel(List<Open> open, String reasonCode) {
        List<Long> inFlight =
                open.stream().filter(it -> it.inFlight() > 0).map(Open::id).toList();
        List<Open> stopped = open.stream().filter(it -> it.inFlight() == 0).toList();
        return requestCancel(inFlight)
                .then(Mono.defer(() -> endings.close(
                        stopped.stream().map(it -> ending(it, reasonCode)).toList())))
                .thenReturn(new Cancellation(stopped.stream().map(Open::id).toList(), inFlight));
    }

    private Mono<Void> requestCancel(List<Long> inFlight) {
        return inFlight.isEmpty()
                ? Mono.empty()
                : database.sql("UPDATE kb_occurrence SET cancel_requested_at = UTC_TIMESTAMP(3) WHERE id IN (:ids)")
                        .bind("ids", inFlight)
                        .then();
    }

    private static Ending ending(Open open, String reasonCode) {
        boolean untouched = open.state().equals(OccurrenceState.QUEUED.name());
        return new Ending(
                open.id(), untouched ? OccurrenceState.CANCELLED : null, reasonCode, ReasonDetail.STOPPED_BEFORE.of());
    }
}
