package io.roomcast.dispatch.lane;

import io.roomcast.dispatch.turn.Line;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.quiet.QuietHours;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The occurrence whose turn it is in a room.
 *
 * @param cancelled why it is not to be sent any more
 * @param path of the organisation on whose behalf it is sent
 */
record Head(
        long id,
        @Nullable Long scheduleId,
        Instant scheduledAt,
        Instant expiresAt,
        int priority,
        boolean heldAtNight,
        @Nullable Instant startedAt,
        String state,
        @Nullable String waitReason,
        @Nullable Instant notBefore,
        @Nullable String cancelled,
        String content,
        String path,
        String organizationStatus) {
    boolean isSending() {
        return OccurrenceState.valueOf(state) == OccurrenceState.SENDING;
    }

    /** Whether it is an advertisement, and night in its room. */
    boolean isHeldAt(Instant now, ZoneId zone) {
        return heldAtNight && QuietHours.ADVERTISING_NIGHT.isQuietAt(now, zone);
    }

    boolean waitsAt(Instant now) {
        return notBefore != null && notBefore.isAfter(now);
    }

    Line.Rank rank() {
        return new Line.Rank(scheduledAt, priority, id);
    }
}
