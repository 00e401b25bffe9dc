package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.occurrence.ImmediateRuns.Immediate;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.PartKind;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.Origin;
import io.roomcast.model.occurrence.PartState;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends again what did not arrive, as a run of its own that names the old one; what the room has is not sent twice.
 *
 * <p>Once for each run. Nothing that is unknown is sent again: a person settles it first.
 */
@Component
@RequiredArgsConstructor
public class Resends {
    private static final int AT_ONCE = 100;

    private final DatabaseClient database;
    private final Occurrences occurrences;
    private final ImmediateRuns immediateRuns;
    private final Audit audit;

    /** @param heldAtNight 1 where it was, or its schedule is by now */
    private record Row(
            long id,
            long organizationId,
            long roomId,
            int priority,
            int windowSeconds,
            long heldAtNight,
            String content) {}

    /** In the caller's transaction. @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    public Mono<Occurrence> resend(Caller caller, long id) {
        return lockBroadcastOf(id)
                .then(occurrences.get(caller, id))
                .doOnNext(found -> caller.require(Right.SEND))
                .doOnNext(Resends::requireResendable)
                .zipWhen(found -> rows(List.of(id)))
                .map(both -> again(both.getT1(), both.getT2())
                        .orElseThrow(() -> ProblemException.of(ProblemKind.CONFLICT, "There is nothing left to send")))
                .flatMap(again -> immediateRuns.start(caller, again))
                .delayUntil(again -> takePlaceInBroadcasts(List.of(id)))
                .delayUntil(again -> audit.done(
                        caller,
                        Subject.OCCURRENCE,
                        id,
                        Action.RESENT,
                        FieldChange.told(Map.of("occurrenceId", again.id()))))
                .onErrorMap(
                        DuplicateKeyException.class,
                        again -> ProblemException.of(ProblemKind.CONFLICT, "It was sent again already"));
    }

    /** First, as whoever sends many of it again does: the link to the new run reads it. */
    private Mono<Void> lockBroadcastOf(long id) {
        return database.sql("SELECT broadcast_id FROM kb_broadcast_room WHERE occurrence_id = :id")
                .bind("id", id)
                .map(row -> row.get("broadcast_id", Long.class))
                .one()
                .flatMap(broadcast -> database.sql("SELECT id FROM kb_broadcast WHERE id = :id FOR UPDATE")
                        .bind("id", broadcast)
                        .map(row -> row.get("id", Long.class))
                        .one())
                .then();
    }

    /**
     * As {@link #resend}, for many, in the caller's transaction; emits how many. Leaves out what cannot be sent again, what
     * has been already, and what has nothing left to send.
     */
    public Mono<Integer> resendAll(Caller caller, List<Long> ids) {
        return Flux.fromIterable(ids)
                .buffer(AT_ONCE)
                .concatMap(some -> occurrences
                        .all(caller, some)
                        .zipWith(rows(some))
                        .map(both -> both.getT1().stream()
                                .filter(found -> whyNot(found).isEmpty())
                                .flatMap(found -> again(found, both.getT2()).stream())
                                .toList())
                        .flatMap(immediateRuns::startAll)
                        .delayUntil(count -> takePlaceInBroadcasts(some)))
                .reduce(0, Integer::sum);
    }

    /** The newest run of a room is the one that counts there; in what was cancelled nothing is sent any more. */
    private Mono<Void> takePlaceInBroadcasts(List<Long> before) {
        return database.sql("""
                        UPDATE kb_occurrence o STRAIGHT_JOIN kb_broadcast_room m ON m.occurrence_id = o.resend_of
                               STRAIGHT_JOIN kb_broadcast b ON b.id = m.broadcast_id
                        SET m.occurrence_id = o.id WHERE o.resend_of IN (:before) AND b.state = 'sending'""").bind("before", before).then();
    }

    private static void requireResendable(Occurrence found) {
        whyNot(found).ifPresent(reason -> {
            throw ProblemException.of(ProblemKind.CONFLICT, reason);
        });
    }

    private static Optional<String> whyNot(Occurrence found) {
        OccurrenceState state = OccurrenceState.valueOf(found.state());
        if (!state.isFinal()) {
            return Optional.of("It is still being sent");
        }
        return switch (state) {
            case UNKNOWN -> Optional.of("Nobody knows yet whether it arrived: look into the room and settle it first");
            case SUCCESS -> Optional.of("All of it arrived");
            default -> Optional.empty();
        };
    }

    /** By id. */
    private Mono<Map<Long, Row>> rows(List<Long> ids) {
        return database.sql("""
                        SELECT o.id, o.organization_id, o.room_id, o.priority, o.window_seconds, o.content,
                               IF(o.held_at_night = 1 OR (s.advertising = 1 AND s.night_reason IS NULL), 1, 0)
                                   AS held_at_night
                        FROM kb_occurrence o LEFT JOIN kb_schedule s ON s.id = o.schedule_id WHERE o.id IN (:ids)""").bind("ids", ids).map(Rows.to(Row.class)).all().collectMap(Row::id);
    }

    /** Empty when there is nothing left to send. */
    private static Optional<Immediate> again(Occurrence found, Map<Long, Row> rows) {
        Row row = Objects.requireNonNull(rows.get(found.id()));
        MessageContent content = without(ContentJson.content(row.content()), arrived(found));
        return content.parts().isEmpty() ? Optional.empty() : Optional.of(immediate(found, row, content));
    }

    private static Immediate immediate(Occurrence found, Row row, MessageContent content) {
        return new Immediate(
                Origin.RESEND,
                found.id(),
                found.scheduleId(),
                row.organizationId(),
                row.roomId(),
                row.priority(),
                Duration.ofSeconds(row.windowSeconds()),
                row.heldAtNight() != 0,
                content);
    }

    private static Set<PartKind> arrived(Occurrence found) {
        return found.parts().stream()
                .filter(part -> PartState.valueOf(part.state()).isSent())
                .map(part -> PartKind.valueOf(part.kind()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PartKind.class)));
    }

    private static MessageContent without(MessageContent content, Set<PartKind> arrived) {
        boolean onlyImages = arrived.contains(PartKind.TEXT);
        return new MessageContent(
                onlyImages ? null : content.text(),
                arrived.contains(PartKind.IMAGES_1) ? List.of() : content.images1(),
                arrived.contains(PartKind.IMAGES_2) ? List.of() : content.images2(),
                onlyImages ? SendOrder.IMAGES_FIRST : content.order(),
                content.sendIntervalSeconds(),
                content.mediaWaitMillis1(),
                content.mediaWaitMillis2());
    }
}
