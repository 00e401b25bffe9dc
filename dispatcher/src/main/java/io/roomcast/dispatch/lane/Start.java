package io.roomcast.dispatch.lane;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks to start a part. @param turn for how long the phone is taken */
record Start(
        long roomId,
        long epoch,
        long botId,
        long occurrenceId,
        long partId,
        String attemptId,
        @Nullable String baseline,
        Duration turn) {
    enum Result {
        STARTED,
        /** Somebody cancelled or paused it meanwhile. */
        CANCELLED,
        /** Its whole broadcast was cancelled meanwhile. */
        BROADCAST_CANCELLED,
        /** Its window ended before its first part could start. */
        EXPIRED,
        /** The room was paused meanwhile. */
        PAUSED,
        /** Another replica's send has the phone. */
        PHONE_BUSY,
        /** Somebody has locked the room. */
        ROOM_LOCKED,
        LEASE_LOST
    }
}
