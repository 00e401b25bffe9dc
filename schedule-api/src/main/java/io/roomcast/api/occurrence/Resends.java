package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
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
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends again what did not arrive, as a run of its own that names the old one; what the room has is not sent twice.
 *
 * <p>Once for each run. Nothing that is unknown is sent again: a person settles it first.
 */
@Component
@RequiredArgsConstructor
public class Resends {
    private final DatabaseClient database;
    private final Occurrences occurrences;
    private final ImmediateRuns immediateRuns;

    /** @param heldAtNight 1 where it was, or its schedule is by now */
    private record Row(
            long organizationId, long roomId, int priority, int windowSeconds, long heldAtNight, String content) {}

    /** In the caller's transaction. @throws ProblemException NOT_FOUND, FORBIDDEN, CONFLICT */
    public Mono<Occurrence> resend(Caller caller, long id) {
        return occurrences
                .get(caller, id)
                .doOnNext(found -> caller.requireManager())
                .doOnNext(Resends::requireResendable)
                .zipWhen(found -> row(id))
                .flatMap(both -> immediateRuns.start(caller, immediate(both.getT1(), both.getT2()), id))
                .delayUntil(again -> takePlaceInBroadcast(id, again.id()))
                .onErrorMap(
                        DuplicateKeyException.class,
                        again -> ProblemException.of(ProblemKind.CONFLICT, "It was sent again already"));
    }

    /** The newest run of a room is the one that counts there. */
    private Mono<Void> takePlaceInBroadcast(long before, long again) {
        return database.sql("UPDATE kb_broadcast_room SET occurrence_id = :again WHERE occurrence_id = :before")
                .bind("again", again)
                .bind("before", before)
                .then();
    }

    private static void requireResendable(Occurrence found) {
        OccurrenceState state = OccurrenceState.valueOf(found.state());
        if (!state.isFinal()) {
            throw ProblemException.of(ProblemKind.CONFLICT, "It is still being sent");
        }
        if (state == OccurrenceState.UNKNOWN) {
            throw ProblemException.of(
                    ProblemKind.CONFLICT,
                    "Nobody knows yet whether it arrived: look into the room and settle it first");
        }
        if (state == OccurrenceState.SUCCESS) {
            throw ProblemException.of(ProblemKind.CONFLICT, "All of it arrived");
        }
    }

    private Mono<Row> row(long id) {
        return database.sql("""
                        SELECT o.organization_id, o.room_id, o.priority, o.window_seconds, o.content,
                               IF(o.held_at_night = 1 OR (s.advertising = 1 AND s.night_reason IS NULL), 1, 0)
                                   AS held_at_night
                        FROM kb_occurrence o LEFT JOIN kb_schedule s ON s.id = o.schedule_id WHERE o.id = :id""").bind("id", id).mapProperties(Row.class).one();
    }

    private static Immediate immediate(Occurrence found, Row row) {
        MessageContent content = without(ContentJson.content(row.content()), arrived(found));
        if (content.parts().isEmpty()) {
            throw ProblemException.of(ProblemKind.CONFLICT, "There is nothing left to send");
        }
        return new Immediate(
                Origin.RESEND,
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
