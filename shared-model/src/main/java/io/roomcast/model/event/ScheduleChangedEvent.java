package io.roomcast.model.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A schedule was saved. @param nextSendAt null when it is not due any more or not active */
public record ScheduleChangedEvent(
        long scheduleId,
        long organizationId,
        long roomId,
        Change change,
        int version,
        @Nullable Instant nextSendAt) implements EventPayload {
    public static final String TYPE = "io.roomcast.schedule.changed.v1";

    public enum Change {
        CREATED,
        UPDATED,
        ACTIVATED,
        PAUSED,
        DELETED
    }

    @Override
    public String type() {
        return TYPE;
    }
}
