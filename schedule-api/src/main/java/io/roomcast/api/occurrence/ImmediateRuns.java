package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.line.RoomLine;
import io.roomcast.model.occurrence.Origin;
import io.roomcast.model.outbox.Outbox;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs that are due at once because a member says so. In the caller's transaction. */
@Component
@RequiredArgsConstructor
public class ImmediateRuns {
    private static final String INTO = """
            INTO kb_occurrence (schedule_id, origin, resend_of, organization_id, room_id, scheduled_at, expires_at,
                   window_seconds, priority, held_at_night, state, wake_at, content, content_hash) VALUES\s""";
    private static final String ROW = """
            (?, ?, ?, ?, ?, ?, ? + INTERVAL ? SECOND, ?, ?, ?, 'QUEUED',
             UTC_TIMESTAMP(3) + INTERVAL ? SECOND, ?, ?)""";
    private static final long SHORTEST_WINDOW_SECONDS = 30;

    /** Should its event be lost, the lane hears of it again after this. */
    private static final int EVENT_LATE_SECONDS = 10;

    private final DatabaseClient database;
    private final Occurrences occurrences;
    private final Outbox outbox;
    private final RoomLine line;
    private final DatabaseClock clock;

    /**
     * @param resendOf the run that it sends again, each once
     * @param scheduleId whose run it counts as, or null
     * @param window how late it may start
     * @param heldAtNight whether it is an advertisement that waits at night
     */
    public record Immediate(
            Origin origin,
            @Nullable Long resendOf,
            @Nullable Long scheduleId,
            long organizationId,
            long roomId,
            int priority,
            Duration window,
            boolean heldAtNight,
            MessageContent content) {}

    public Mono<Occurrence> start(Caller caller, Immediate immediate) {
        return lockSchedule(immediate.scheduleId())
                .then(Mono.defer(() -> line.join(immediate.roomId())))
                .flatMap(moment -> insert("INSERT " + INTO + ROW, List.of(immediate), moment, EVENT_LATE_SECONDS)
                        .filter(it -> it.returnGeneratedValues("id"))
                        .map(row -> row.get("id", Long.class))
                        .one())
                .flatMap(id -> occurrences.get(caller, id))
                .flatMap(made -> outbox.append(new Outbox.Entry(
                                Topics.DISPATCH_DUE,
                                Long.toString(made.roomId()),
                                new DueEvent(made.id(), made.roomId(), made.scheduledAt())))
                        .thenReturn(made));
    }

    /** Before the room, in the order of locks: the new run's foreign key takes it in any case. */
    private Mono<Void> lockSchedule(@Nullable Long scheduleId) {
        return scheduleId == null
                ? Mono.empty()
                : database.sql("SELECT id FROM kb_schedule WHERE id = :id LOCK IN SHARE MODE")
                        .bind("id", scheduleId)
                        .map(row -> row.get("id", Long.class))
                        .one()
                        .then();
    }

    /** A hundred or so; the trigger hands them over. Emits how many: none for a run that has been sent again already. */
    Mono<Integer> startAll(List<Immediate> runs) {
        if (runs.isEmpty()) {
            return Mono.just(0);
        }
        String rows = String.join(",", Collections.nCopies(runs.size(), ROW));
        return clock.fence()
                .then(Mono.defer(() -> insert("INSERT IGNORE " + INTO + rows, runs, clock.now(), 0)
                        .fetch()
                        .rowsUpdated()))
                .map(Math::toIntExact);
    }

    private GenericExecuteSpec insert(String sql, List<Immediate> runs, Instant moment, int wakeAfterSeconds) {
        var binder = new Binder(database.sql(sql));
        for (Immediate run : runs) {
            String content = ContentJson.write(run.content());
            long window = Math.max(SHORTEST_WINDOW_SECONDS, run.window().toSeconds());
            binder.add(run.scheduleId(), Long.class)
                    .add(run.origin().name())
                    .add(run.resendOf(), Long.class)
                    .add(run.organizationId())
                    .add(run.roomId())
                    .add(moment)
                    .add(moment)
                    .add(window)
                    .add(window)
                    .add(run.priority())
                    .add(run.heldAtNight())
                    .add(wakeAfterSeconds)
                    .add(content)
                    .add(Sha256.hex(content));
        }
        return binder.statement();
    }
}
