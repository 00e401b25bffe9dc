package io.roomcast.dispatch.lane;

import io.roomcast.model.occurrence.OccurrenceMove;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.proof.Endings;
import io.roomcast.model.proof.Endings.Ending;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes what looks have decided, under the rooms' locks: what happens often for all rooms at once, the rest one by one. */
@Component
@RequiredArgsConstructor
class LaneRows {
    /** SQL: of rows {@code o} of kb_occurrence. */
    static final String PAST_ITS_WINDOW = "o.state = 'QUEUED' AND o.expires_at < UTC_TIMESTAMP(3)";

    private static final int EXPIRED_AT_ONCE = 200;

    private final DatabaseClient database;
    private final Endings endings;
    private final LaneProperties properties;

    /** Emits the parts of what is to be sent, by occurrence. */
    Mono<Map<Long, List<Part>>> write(List<Decision> decisions, String owner) {
        List<Decision.KeepWaiting> woken = only(Decision.KeepWaiting.class, decisions);
        List<Decision.Defer> deferred = only(Decision.Defer.class, decisions);
        List<Decision.Send> sends = only(Decision.Send.class, decisions);
        var givenBack = new ArrayList<Long>();
        only(Decision.GiveBack.class, decisions)
                .forEach(it -> givenBack.add(it.room().id()));
        woken.forEach(it -> givenBack.add(it.room().id()));
        deferred.forEach(it -> givenBack.add(it.room().id()));
        return expire(only(Decision.Expire.class, decisions))
                .then(Mono.defer(() -> endings.close(only(Decision.End.class, decisions).stream()
                        .map(Decision.End::ending)
                        .toList())))
                .then(eachOf(only(Decision.SetAside.class, decisions), this::setAside))
                .then(keepWaiting(woken))
                .then(eachOf(deferred, this::defer))
                .then(release(givenBack, owner))
                .then(send(sends, owner))
                .then(Mono.defer(
                        () -> parts(sends.stream().map(it -> it.head().id()).toList())));
    }

    private static <T extends Decision> List<T> only(Class<T> kind, List<Decision> decisions) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T> Mono<Void> eachOf(List<T> decisions, Function<T, Mono<Void>> write) {
        return Flux.fromIterable(decisions).concatMap(write, 1).then();
    }

    Mono<Map<Long, List<Part>>> parts(Collection<Long> occurrences) {
        return occurrences.isEmpty()
                ? Mono.just(Map.of())
                : database.sql("""
                                SELECT id, occurrence_id, position, kind, state, tries, attempt_id, baseline, called_at, finished_at
                                FROM kb_part WHERE occurrence_id IN (:occurrences) ORDER BY occurrence_id, position""")
                        .bind("occurrences", occurrences)
                        .map(Rows.to(Part.class))
                        .all()
                        .collect(Collectors.groupingBy(Part::occurrenceId));
    }

    Mono<Void> release(Collection<Long> rooms, String owner) {
        return rooms.isEmpty()
                ? Mono.empty()
                : database.sql("""
                                UPDATE kb_room SET lease_owner = NULL, lease_until = NULL
                                WHERE id IN (:ids) AND lease_owner = :owner""").bind("ids", rooms).bind("owner", owner).then();
    }

    /** Rooms that have something to do now. */
    Mono<List<Long>> roomsWithWork() {
        return database.sql("""
                        SELECT DISTINCT room_id FROM kb_occurrence
                        WHERE wake_at IS NOT NULL AND (not_before IS NULL OR not_before <= UTC_TIMESTAMP(3))""")
                .map(row -> row.get("room_id", Long.class))
                .all()
                .collectList();
    }

    private Mono<Void> expire(List<Decision.Expire> late) {
        return late.isEmpty()
                ? Mono.empty()
                : database.sql("SELECT o.id FROM kb_occurrence o WHERE o.room_id IN (:rooms) AND %s LIMIT %d"
                                .formatted(PAST_ITS_WINDOW, EXPIRED_AT_ONCE))
                        .bind("rooms", late.stream().map(it -> it.room().id()).toList())
                        .map(row -> row.get("id", Long.class))
                        .all()
                        .map(id -> new Ending(id, OccurrenceState.EXPIRED, "WINDOW_PASSED", ReasonDetail.TOO_LATE.of()))
                        .collectList()
                        .flatMap(endings::close);
    }

    private Mono<Void> keepWaiting(List<Decision.KeepWaiting> woken) {
        return woken.isEmpty()
                ? Mono.empty()
                : database.sql(
                                "UPDATE kb_occurrence SET wake_at = not_before WHERE id IN (:ids) AND not_before IS NOT NULL")
                        .bind("ids", woken.stream().map(it -> it.head().id()).toList())
                        .then();
    }

    /** Writes why and until when, and lets those behind it in the room sleep as long. */
    private Mono<Void> defer(Decision.Defer it) {
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

    private Mono<Void> setAside(Decision.SetAside it) {
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

    private Mono<Void> send(List<Decision.Send> sends, String owner) {
        if (sends.isEmpty()) {
            return Mono.empty();
        }
        List<Decision.Send> admitted =
                sends.stream().filter(it -> !it.head().isSending()).toList();
        List<Long> resumed = sends.stream()
                .filter(it -> it.head().isSending())
                .map(it -> it.head().id())
                .toList();
        return lease(sends, owner)
                .then(admitted.isEmpty() ? Mono.<Void>empty() : admit(admitted))
                .then(resumed.isEmpty() ? Mono.<Void>empty() : resume(resumed));
    }

    /** The epoch as {@link Decisions} has it: another one with another owner. What is set first reads the owner before. */
    private Mono<Void> lease(List<Decision.Send> sends, String owner) {
        return database.sql("""
                        UPDATE kb_room SET lease_epoch = lease_epoch + IF(lease_owner <=> :owner, 0, 1), lease_owner = :owner,
                               lease_until = UTC_TIMESTAMP(3) + INTERVAL :millis * 1000 MICROSECOND WHERE id IN (:ids)""")
                .bind("owner", owner)
                .bind("millis", properties.lease().toMillis())
                .bind("ids", sends.stream().map(it -> it.room().id()).toList())
                .then();
    }

    private Mono<Void> admit(List<Decision.Send> sends) {
        int parts = sends.stream().mapToInt(it -> it.content().parts().size()).sum();
        var binder =
                new Binder(database.sql("INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES "
                        + String.join(",", Collections.nCopies(parts, "(?,?,?,?,'PENDING')"))));
        for (Decision.Send it : sends) {
            int position = 0;
            for (var kind : it.content().parts()) {
                binder.add(it.head().id()).add(it.room().id()).add(position++).add(kind.name());
            }
        }
        return binder.statement()
                .then()
                .then(database.sql("""
                                UPDATE kb_occurrence SET state = :to, wait_reason = NULL, wait_detail = NULL, not_before = NULL,
                                       wake_at = UTC_TIMESTAMP(3) + INTERVAL 60 SECOND
                                WHERE id IN (:ids) AND FIND_IN_SET(state, :from)""")
                        .bind(
                                "to",
                                OccurrenceMove.ADMIT.to(OccurrenceState.SENDING).name())
                        .bind("from", OccurrenceMove.ADMIT.from())
                        .bind("ids", sends.stream().map(it -> it.head().id()).toList())
                        .then());
    }

    /** A part that looks under way while its lane looks on was left by a process that died: nobody knows its outcome. */
    private Mono<Void> resume(List<Long> occurrences) {
        return database.sql("""
                        UPDATE kb_part SET state = :to, finished_at = UTC_TIMESTAMP(3), detail = :detail
                        WHERE occurrence_id IN (:ids) AND state = 'SENDING'""")
                .bind("to", PartMove.LOSE_SIGHT.to().name())
                .bind("detail", ReasonDetail.ORPHAN.of())
                .bind("ids", occurrences)
                .then()
                .then(database.sql("""
                                UPDATE kb_occurrence SET wait_reason = NULL, wait_detail = NULL, not_before = NULL,
                                       wake_at = UTC_TIMESTAMP(3) + INTERVAL 60 SECOND WHERE id IN (:ids)""").bind("ids", occurrences).then());
    }
}
