package io.roomcast.dispatch.lane;

import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.WaitReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a part.
 *
 * @param calledAt when its call left, or null when there was none
 * @param releasesPhone false while the phone may still be busy with it
 */
record Finish(
        long roomId,
        long epoch,
        long botId,
        long occurrenceId,
        long partId,
        String attemptId,
        PartMove move,
        @Nullable String evidence,
        @Nullable String detail,
        @Nullable Instant calledAt,
        boolean releasesPhone,
        After after) {
    /** What the part's outcome means for its occurrence. */
    sealed interface After {}

    /** The next part follows. */
    record GoOn() implements After {}

    /** The part is tried again, or the next one comes, at {@code until}. @param detail the rule and its figures */
    record Wait(WaitReason reason, Instant until, @Nullable String detail) implements After {}

    /**
     * No part follows.
     *
     * @param ifNothingSent the occurrence's state when none of its parts was sent; null = what they add up to
     * @param holdsRoom whether the room must rest first
     */
    record End(
            @Nullable OccurrenceState ifNothingSent,
            @Nullable String reasonCode,
            @Nullable String reasonDetail,
            boolean holdsRoom)
            implements After {}
}
