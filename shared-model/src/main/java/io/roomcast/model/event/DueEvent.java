package io.roomcast.model.event;

import java.time.Instant;

/**
 * An occurrence is due, or due again after a wait: its room's lane should look. Carries no content; a duplicate is
 * harmless.
 */
public record DueEvent(long occurrenceId, long roomId, Instant scheduledAt) implements EventPayload {
    public static final String TYPE = "io.roomcast.dispatch.due.v1";

    @Override
    public String type() {
        return TYPE;
    }
}
