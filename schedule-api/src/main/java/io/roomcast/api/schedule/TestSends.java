package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.idempotency.Idempotency;
import io.roomcast.api.message.Messages;
import io.roomcast.api.occurrence.ImmediateRuns;
import io.roomcast.api.occurrence.ImmediateRuns.Immediate;
import io.roomcast.api.occurrence.Occurrence;
import io.roomcast.api.paging.Answers;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.room.Room;
import io.roomcast.api.room.Rooms;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.occurrence.Origin;
import io.roomcast.model.org.Right;
import io.roomcast.model.outbox.OutboxRelay;
import io.roomcast.model.time.DatabaseClock;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sends to a test room what is not saved yet. */
@RestController
@RequiredArgsConstructor
class TestSends {
    private static final int PRIORITY = 5;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Rooms rooms;
    private final Messages messages;
    private final ImmediateRuns immediateRuns;
    private final Idempotency idempotency;
    private final OutboxRelay relay;
    private final DatabaseClock clock;
    private final Validator validator;
    private final Audit audit;

    @PostMapping("/api/test-sends")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<ResponseEntity<Occurrence>> send(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody TestSend body) {
        caller.require(Right.SEND);
        Checks checks = Checks.of(validator, body);
        Messages.check(caller, body, checks);
        checks.throwIfAny();
        return idempotency
                .once(caller, key, "POST /api/test-sends", body, Occurrence.class, () -> send(caller, body))
                .doOnNext(made -> relay.wake())
                .map(made -> Answers.accepted("/api/occurrences/" + made.id(), made));
    }

    private Mono<Occurrence> send(Caller caller, TestSend body) {
        return testRoom(caller, body.roomId())
                .zipWhen(room -> messages.pictures(caller, body))
                .map(both -> immediate(caller, body, both.getT1(), both.getT2()))
                .flatMap(immediate -> immediateRuns.start(caller, immediate))
                .delayUntil(made ->
                        audit.done(caller, Subject.OCCURRENCE, made.id(), Action.TEST_SENT, FieldChange.told(body)));
    }

    private Mono<Room> testRoom(Caller caller, long id) {
        return rooms.get(caller, id)
                .onErrorMap(ProblemException.class, outside -> notATestRoom())
                .filter(room -> room.kind().equals("test") && room.status().equals("active"))
                .switchIfEmpty(Mono.error(TestSends::notATestRoom));
    }

    private static ProblemException notATestRoom() {
        return ProblemException.field("/roomId", "unknown", "No such active test room at or below your organisation");
    }

    private Immediate immediate(Caller caller, TestSend body, Room room, Map<Long, ImageRef> pictures) {
        Messages.checkFilledIn(body, room.name());
        MessageContent content =
                Messages.columns(body, pictures).at(clock.now().atZone(ZoneId.of(room.timeZone())), room.name());
        return new Immediate(
                Origin.TEST, null, null, caller.organizationId(), room.id(), PRIORITY, WINDOW, false, content);
    }
}
