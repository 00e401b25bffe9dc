package io.roomcast.api.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message.
 *
 * @param startsAt of its first part; null when it is not sent
 * @param endsAt of its last part
 * @param waits in the order in which they are met
 */
record Expected(
        Message message,
        Outcome outcome,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        List<ExpectedWait> waits) {
    enum Outcome {
        SENT,
        /** Its catch-up window ends before it can start. */
        EXPIRED,
        /** The run before it is still open, and its policy is to skip. */
        SKIPPED
    }

    /** Whether another message kept it waiting. */
    boolean collides() {
        return waits.stream().anyMatch(wait -> wait.behind() != null);
    }

    Duration delay() {
        return startsAt == null ? Duration.ZERO : Duration.between(message.dueAt(), startsAt);
    }
}
