package io.roomcast.model.event;

import io.roomcast.model.content.PartKind;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An occurrence came to its end. Holds no message text. */
public record SendResultEvent(
        long occurrenceId,
        @Nullable Long scheduleId,
        long organizationId,
        long roomId,
        OccurrenceState state,
        boolean confirmed,
        @Nullable String reasonCode,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        Instant finishedAt,
        List<Part> parts)
        implements EventPayload {
    public static final String TYPE = "io.roomcast.dispatch.result.v1";

    /** @param evidence id of the row in the room's own log that shows the part */
    public record Part(
            int position,
            PartKind kind,
            PartState state,
            @Nullable String evidence) {}

    @Override
    public String type() {
        return TYPE;
    }
}
