package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.turn.Line;
import io.roomcast.model.occurrence.OccurrenceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The occurrence whose turn it is in a room. @param path of the organisation on whose behalf it is sent */
record Head(
        long id,
        @Nullable Long scheduleId,
        Instant scheduledAt,
        Instant expiresAt,
        int priority,
        boolean heldAtNight,
        String state,
        @Nullable String waitReason,
        @Nullable Instant notBefore,
        String content,
        String path,
        String organizationStatus) {
    boolean isSending() {
        return OccurrenceState.valueOf(state) == OccurrenceState.SENDING;
    }

    boolean waitsAt(Instant now) {
        return notBefore != null && notBefore.isAfter(now);
    }

    Line.Rank rank() {
        return new Line.Rank(scheduledAt, priority, id);
    }
}
