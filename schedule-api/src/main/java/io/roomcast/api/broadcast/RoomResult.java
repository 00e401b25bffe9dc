package io.roomcast.api.broadcast;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one room of a broadcast stands.
 *
 * @param occurrenceId its newest run: a retry makes another @param state of that run, or NOT_STARTED
 */
record RoomResult(
        long roomId,
        String roomName,
        String organizationName,
        String botName,
        @Nullable Long occurrenceId,
        String state,
        @Nullable String waitReason,
        @Nullable Instant notBefore,
        @Nullable String reasonCode,
        @Nullable String reasonDetail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
