package io.roomcast.dispatch.lane;

import io.roomcast.model.content.PartKind;
import io.roomcast.model.occurrence.PartState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of kb_part. */
record Part(
        long id,
        long occurrenceId,
        int position,
        String kind,
        String state,
        int tries,
        @Nullable String attemptId,
        @Nullable String baseline,
        @Nullable Instant calledAt,
        @Nullable Instant finishedAt) {
    PartKind partKind() {
        return PartKind.valueOf(kind);
    }

    PartState partState() {
        return PartState.valueOf(state);
    }
}
