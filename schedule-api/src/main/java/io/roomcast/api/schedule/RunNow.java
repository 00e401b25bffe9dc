package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.occurrence.ImmediateRuns;
import io.roomcast.api.occurrence.ImmediateRuns.Immediate;
import io.roomcast.api.occurrence.Occurrence;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.room.Rooms;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.occurrence.Origin;
import io.roomcast.model.org.Right;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A run beside the rule, at once. It goes through its room's lane as every other: in order, within the quotas. */
@Component
@RequiredArgsConstructor
class RunNow {
    private final ScheduleRows rows;
    private final Rooms rooms;
    private final ImmediateRuns immediateRuns;
    private final DatabaseClock clock;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND, FORBIDDEN */
    Mono<Occurrence> start(Caller caller, long id) {
        return rows.lock(caller, id)
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .doOnNext(found -> caller.require(Right.SEND))
                .zipWhen(found -> rooms.nameOf(found.roomId()))
                .flatMap(both -> immediateRuns.start(caller, immediate(both.getT1(), both.getT2())))
                .delayUntil(made -> audit.done(
                        caller,
                        Subject.SCHEDULE,
                        id,
                        Action.SENT_NOW,
                        FieldChange.told(Map.of("occurrenceId", made.id()))));
    }

    private Immediate immediate(ScheduleRow found, String roomName) {
        MessageContent content = found.messageColumns().at(clock.now().atZone(ZoneId.of(found.timeZone())), roomName);
        return new Immediate(
                Origin.RUN_NOW,
                null,
                found.id(),
                found.organizationId(),
                found.roomId(),
                found.priority(),
                Duration.ofSeconds(found.catchUpWindowSeconds()),
                found.isHeldAtNight(),
                content);
    }
}
