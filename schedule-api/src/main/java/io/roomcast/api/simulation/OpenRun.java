package io.roomcast.api.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of kb_occurrence that is not over, with its schedule's title. @param path of the organisation that sends it */
record OpenRun(
        long id,
        @Nullable Long scheduleId,
        @Nullable String title,
        String path,
        long roomId,
        Instant scheduledAt,
        Instant expiresAt,
        int windowSeconds,
        int priority,
        boolean heldAtNight,
        String content) {}
