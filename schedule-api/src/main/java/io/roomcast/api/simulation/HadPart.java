package io.roomcast.api.simulation;

import io.roomcast.model.quota.SentPart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of kb_part that a room had, or may have had, within the time at which quotas look. */
record HadPart(
        long occurrenceId,
        long roomId,
        String kind,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    SentPart sent() {
        return new SentPart(occurrenceId, finishedAt == null ? startedAt : finishedAt);
    }
}
