package io.roomcast.dispatch.lane;

import io.roomcast.model.occurrence.OccurrenceMove;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.proof.Endings;
import io.roomcast.model.proof.Endings.Ending;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The writes of looks, under the rooms' locks, and the parts of what is sent. */
@Component
@RequiredArgsConstructor
class LaneRows {
    /** SQL: of rows {@code o} of kb_occurrence. */
    static final String PAST_ITS_WINDOW = "o.state = 'QUEUED' AND o.expires_at < UTC_TIMESTAMP(3)";

    private static final int EXPIRED_AT_ONCE = 200;

    private final DatabaseClient database;
    private final Endings endings;
    private final WaitRows waits;
    private final Owner owner;
    private final LaneProperties properties;

    /**
     * Does what happens often, for any number of rooms at once, and waits for no lock.
     *
     * @param decisions by room
     * @return emits what their lanes do next; without the rooms for which something else is to be written, or whose occurrence
     *     someone else has locked
     */
    Mono<Map<Long, Next>> writeTogether(Map<Long, Decision> decisions) {
        List<Decision.GiveBack> givenBack = only(Decision.GiveBack.class, decisions.values());
        return release(givenBack.stream().map(it -> it.room().id()).toList())
                .then(Mono.defer(() -> unlocked(only(Decision.Send.class, decisions.values()))))
                .flatMap(sends -> send(sends).map(parts -> {
                    var next = new HashMap<Long, Next>();
                    only(Decision.Leave.class, decisions.values())
                            .forEach(it -> next.put(it.room().id(), it.next()));
                    givenBack.forEach(it -> next.put(it.room().id(), it.next()));
                    sends.forEach(it -> next.put(
                            it.room().id(), it.with(parts.getOrDefault(it.head().id(), List.of()))));
                    return next;
                }));
    }

    /** What is decided for one room; may wait for locks of its occurrences. */
    Mono<Next> write(Decision decision) {
        if (decision instanceof Decision.Leave leave) {
            return Mono.just(leave.next());
        }
        if (decision instanceof Decision.Send send) {
            return send(List.of(send))
                    .map(parts -> send.with(parts.getOrDefault(send.head().id(), List.of())));
        }
        if (decision instanceof Decision.GiveBack rest) {
            return release(List.of(rest.room().id())).thenReturn(rest.next());
        }
        if (decision instanceof Decision.KeepWaiting woken) {
            return waits.keepWaiting(woken.head()).then(rest(woken.room()));
        }
        if (decision instanceof Decision.Defer deferred) {
            return waits.defer(deferred).then(rest(deferred.room()));
        }
        return end(decision).thenReturn(new Next.Again());
    }

    /** The head makes way for the one behind it. */
    private Mono<Void> end(Decision decision) {
        if (decision instanceof Decision.SetAside aside) {
            return waits.setAside(aside);
        }
        if (decision instanceof Decision.End end) {
            return endings.close(List.of(end.ending()));
        }
        if (decision instanceof Decision.Close close) {
            return lease(List.of(close.room().id()))
                    .then(Mono.defer(
                            () -> endings.close(List.of(new Ending(close.head().id(), null, null, null)))));
        }
        return expire(((Decision.Expire) decision).room().id());
    }

    private Mono<Next> rest(Room room) {
        return release(List.of(room.id())).thenReturn(new Next.Rest());
    }

    private static <T extends Decision> List<T> only(Class<T> kind, Collection<Decision> decisions) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<Long> occurrences(List<Decision.Send> sends) {
        return sends.stream().map(it -> it.head().id()).toList();
    }

    /** Those whose occurrence nobody else is writing to at this moment, as a claim or a hand-over may be. */
    private Mono<List<Decision.Send>> unlocked(List<Decision.Send> sends) {
        return sends.isEmpty()
                ? Mono.just(sends)
                : database.sql(
                                "SELECT id FROM kb_occurrence FORCE INDEX (PRIMARY) WHERE id IN (:ids) FOR UPDATE SKIP LOCKED")
                        .bind("ids", occurrences(sends))
                        .map(row -> row.get("id", Long.class))
                        .all()
                        .collect(Collectors.toSet())
                        .map(locked -> sends.stream()
                                .filter(it -> locked.contains(it.head().id()))
                                .toList());
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

    Mono<Void> release(Collection<Long> rooms) {
        return rooms.isEmpty()
                ? Mono.empty()
                : database.sql("""
                                UPDATE kb_room FORCE INDEX (PRIMARY) SET lease_owner = NULL, lease_until = NULL
                                WHERE id IN (:ids) AND lease_owner = :owner""")
                        .bind("ids", rooms)
                        .bind("owner", owner.name())
                        .then();
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

    private Mono<Void> expire(long roomId) {
        return database.sql("SELECT o.id FROM kb_occurrence o WHERE o.room_id = :room AND %s LIMIT %d"
                        .formatted(PAST_ITS_WINDOW, EXPIRED_AT_ONCE))
                .bind("room", roomId)
                .map(row -> row.get("id", Long.class))
                .all()
                .map(id -> new Ending(id, OccurrenceState.EXPIRED, "WINDOW_PASSED", ReasonDetail.TOO_LATE.of()))
                .collectList()
                .flatMap(endings::close);
    }

    /** Emits their parts, by occurrence. */
    private Mono<Map<Long, List<Part>>> send(List<Decision.Send> sends) {
        if (sends.isEmpty()) {
            return Mono.just(Map.of());
        }
        List<Decision.Send> admitted =
                sends.stream().filter(it -> !it.head().isSending()).toList();
        List<Decision.Send> resumed =
                sends.stream().filter(it -> it.head().isSending()).toList();
        return lease(sends.stream().map(it -> it.room().id()).toList())
                .then(admitted.isEmpty() ? Mono.<Void>empty() : admit(admitted))
                .then(resumed.isEmpty() ? Mono.<Void>empty() : resume(occurrences(resumed)))
                .then(Mono.defer(() -> parts(occurrences(sends))));
    }

    /** The epoch as {@link Decisions} has it: another one with another owner. What is set first reads the owner before. */
    private Mono<Void> lease(List<Long> rooms) {
        return database.sql("""
                        UPDATE kb_room FORCE INDEX (PRIMARY) SET lease_epoch = lease_epoch + IF(lease_owner <=> :owner, 0, 1), lease_owner = :owner,
                               lease_until = UTC_TIMESTAMP(3) + INTERVAL :millis * 1000 MICROSECOND WHERE id IN (:ids)""")
                .bind("owner", owner.name())
                .bind("millis", properties.lease().toMillis())
                .bind("ids", rooms)
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
                        .bind("ids", occurrences(sends))
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
