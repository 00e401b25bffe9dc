package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.occurrence.Origin;
import io.roomcast.model.outbox.Outbox;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs that are due at once because a member says so. In the caller's transaction. */
@Component
@RequiredArgsConstructor
public class ImmediateRuns {
    private final DatabaseClient database;
    private final Occurrences occurrences;
    private final Outbox outbox;

    /**
     * @param scheduleId whose run it counts as, or null
     * @param window how late it may start
     * @param heldAtNight whether it is an advertisement that waits at night
     */
    public record Immediate(
            Origin origin,
            @Nullable Long scheduleId,
            long organizationId,
            long roomId,
            int priority,
            Duration window,
            boolean heldAtNight,
            MessageContent content) {}

    public Mono<Occurrence> start(Caller caller, Immediate immediate) {
        return start(caller, immediate, null);
    }

    /** @param resendOf the run that it sends again, each once */
    Mono<Occurrence> start(Caller caller, Immediate immediate, @Nullable Long resendOf) {
        return insert(immediate, resendOf)
                .flatMap(id -> occurrences.get(caller, id))
                .flatMap(made -> outbox.append(new Outbox.Entry(
                                Topics.DISPATCH_DUE,
                                Long.toString(made.roomId()),
                                new DueEvent(made.id(), made.roomId(), made.scheduledAt())))
                        .thenReturn(made));
    }

    /** Should the event be lost, the lane hears of it again after ten seconds. */
    private Mono<Long> insert(Immediate immediate, @Nullable Long resendOf) {
        String content = ContentJson.write(immediate.content());
        return database.sql("""
                        INSERT INTO kb_occurrence (schedule_id, origin, resend_of, organization_id, room_id, scheduled_at, expires_at,
                               window_seconds, priority, held_at_night, state, wake_at, content, content_hash)
                        VALUES (:schedule, :origin, :resend_of, :organization, :room, UTC_TIMESTAMP(3),
                               UTC_TIMESTAMP(3) + INTERVAL :window SECOND, :window, :priority, :night, 'QUEUED',
                               UTC_TIMESTAMP(3) + INTERVAL 10 SECOND, :content, :hash)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("schedule", Parameter.fromOrEmpty(immediate.scheduleId(), Long.class))
                .bind("origin", immediate.origin().name())
                .bind("resend_of", Parameter.fromOrEmpty(resendOf, Long.class))
                .bind("organization", immediate.organizationId())
                .bind("room", immediate.roomId())
                .bind("window", Math.max(30, immediate.window().toSeconds()))
                .bind("priority", immediate.priority())
                .bind("night", immediate.heldAtNight())
                .bind("content", content)
                .bind("hash", Sha256.hex(content))
                .map(row -> row.get("id", Long.class))
                .one();
    }
}
