package io.roomcast.api.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.audit.Actor;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.problem.Problems;
import io.roomcast.api.schedule.ScheduleRequest;
import io.roomcast.api.schedule.Schedules;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.event.BadEventException;
import io.roomcast.model.event.CommandResultEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.IncomingEvent;
import io.roomcast.model.event.ScheduleCommandEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.outbox.Outbox;
import io.roomcast.model.outbox.OutboxRelay;
import io.roomcast.model.sql.Transactions;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Executes a command with the rights of the member it names and answers with a result event. The same command again
 * (same source and id) changes nothing and is not answered twice.
 */
@Component
class Commands {
    private static final int LONGEST_SOURCE = 200;
    private static final int LONGEST_ID = 100;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Callers callers;
    private final Schedules schedules;
    private final Problems problems;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final ObjectMapper json;
    private final EventCodec codec;

    private record Result(
            int status,
            @Nullable Long scheduleId,
            @Nullable Integer version,
            @Nullable JsonNode problem) {}

    Commands(
            DatabaseClient database,
            Transactions transactions,
            Callers callers,
            Schedules schedules,
            Problems problems,
            Outbox outbox,
            OutboxRelay relay,
            ObjectMapper json,
            EventCodec codec) {
        this.database = database;
        this.transactions = transactions;
        this.callers = callers;
        this.schedules = schedules;
        this.problems = problems;
        this.outbox = outbox;
        this.relay = relay;
        this.json = json;
        this.codec = codec;
    }

    /**
     * Every command that can be told from others is answered, those that say too little to be tried, too.
     *
     * @throws BadEventException for the latter, and for one that cannot be told from others, which is not answered
     */
    Mono<Void> execute(IncomingEvent event) {
        if (event.source().length() > LONGEST_SOURCE || event.id().length() > LONGEST_ID) {
            throw new BadEventException("source, id: at most " + LONGEST_SOURCE + " and " + LONGEST_ID + " characters");
        }
        return Mono.defer(() -> perform(event))
                .onErrorResume(ProblemException.class, problem -> refuse(event, problem))
                .onErrorResume(
                        BadEventException.class,
                        bad -> refuse(
                                        event,
                                        ProblemException.of(ProblemKind.MALFORMED, String.valueOf(bad.getMessage())))
                                .then(Mono.error(bad)))
                .doFinally(end -> relay.wake())
                .contextWrite(Actor.EVENT::in)
                .then();
    }

    private Mono<Boolean> perform(IncomingEvent event) {
        if (!event.type().equals(ScheduleCommandEvent.TYPE)) {
            throw new BadEventException("type: must be " + ScheduleCommandEvent.TYPE);
        }
        ScheduleCommandEvent command = codec.payload(event, ScheduleCommandEvent.class);
        check(command);
        ScheduleRequest body = body(command);
        return transactions.run(claim(event)
                .filter(mine -> mine)
                .flatMap(mine -> caller(command))
                .flatMap(caller -> perform(caller, command, body))
                .flatMap(result -> answer(event, result)));
    }

    private static void check(ScheduleCommandEvent command) {
        boolean creates = command.action() == ScheduleCommandEvent.Action.CREATE;
        boolean updates = command.action() == ScheduleCommandEvent.Action.UPDATE;
        boolean needsVersion = updates || command.action() == ScheduleCommandEvent.Action.DELETE;
        require(creates || command.scheduleId() != null, "scheduleId", "required for " + command.action());
        require(!needsVersion || command.version() != null, "version", "required for " + command.action());
        require(!(creates || updates) || command.schedule() != null, "schedule", "required for " + command.action());
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new BadEventException("data." + field + ": " + rule);
        }
    }

    private @Nullable ScheduleRequest body(ScheduleCommandEvent command) {
        if (command.schedule() == null) {
            return null;
        }
        try {
            return json.treeToValue(command.schedule(), ScheduleRequest.class);
        } catch (JsonMappingException e) {
            throw new BadEventException("data.schedule"
                    + e.getPathReference().replaceAll(".*\\[\"", ".").replace("\"]", "") + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
        } catch (JsonProcessingException e) {
            throw new BadEventException("data.schedule: unreadable");
        }
    }

    private Mono<Boolean> claim(IncomingEvent event) {
        return database.sql("INSERT IGNORE INTO kb_command (event_source, event_id) VALUES (:source, :id)")
                .bind("source", event.source())
                .bind("id", event.id())
                .fetch()
                .rowsUpdated()
                .map(inserted -> inserted == 1);
    }

    private Mono<Caller> caller(ScheduleCommandEvent command) {
        return callers.byLogin(command.memberLogin())
                .switchIfEmpty(
                        Mono.error(() -> new BadEventException("data.memberLogin: no active member has this login")));
    }

    private Mono<Result> perform(Caller caller, ScheduleCommandEvent command, @Nullable ScheduleRequest body) {
        long id = Objects.requireNonNullElse(command.scheduleId(), 0L);
        int version = Objects.requireNonNullElse(command.version(), 0);
        return switch (command.action()) {
            case CREATE ->
                schedules.create(caller, Objects.requireNonNull(body)).map(saved -> saved(201, saved));
            case UPDATE ->
                schedules
                        .update(caller, id, version, Objects.requireNonNull(body))
                        .map(saved -> saved(200, saved));
            case TOGGLE -> schedules.toggle(caller, id, null, null).thenReturn(new Result(200, id, null, null));
            case DELETE -> schedules.delete(caller, id, version).thenReturn(new Result(200, id, null, null));
        };
    }

    private static Result saved(int status, Schedules.Saved saved) {
        return new Result(status, saved.id(), saved.version(), null);
    }

    /** The work was rolled back; that the command was refused is on record all the same. */
    private Mono<Boolean> refuse(IncomingEvent event, ProblemException problem) {
        JsonNode detail = json.valueToTree(problems.of(problem, Locale.ENGLISH));
        var result = new Result(problem.kind().status().value(), null, null, detail);
        return transactions.run(claim(event).filter(mine -> mine).flatMap(mine -> answer(event, result)));
    }

    private Mono<Boolean> answer(IncomingEvent event, Result result) {
        var payload = new CommandResultEvent(
                event.source(), event.id(), result.status(), result.scheduleId(), result.version(), result.problem());
        String key = result.scheduleId() == null ? Sha256.hex(event.id()) : Long.toString(result.scheduleId());
        return outbox.append(new Outbox.Entry(Topics.SCHEDULE_CHANGES, key, payload))
                .thenReturn(true);
    }
}
