package io.roomcast.api.simulation;

import io.roomcast.model.misfire.CatchUp;
import io.roomcast.model.misfire.MissedRunPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run that is ahead.
 *
 * @param scheduleId null for what is not saved, or of no schedule
 * @param title empty where the reader may not know it
 * @param drafted of the schedule that is being written
 * @param visible whether the reader may see it, or only what it does to the phone
 * @param dueAt its moment
 * @param expiresAt the last moment at which it may start, as far as nothing puts it off
 * @param window how late it may start
 * @param heldAtNight an advertisement that waits for the morning
 * @param avoidsOverlap left out while a run of its schedule before it is open
 * @param steps its parts
 */
record Message(
        @Nullable Long scheduleId,
        String title,
        boolean drafted,
        boolean visible,
        long roomId,
        Instant dueAt,
        Instant expiresAt,
        Duration window,
        int priority,
        boolean heldAtNight,
        boolean avoidsOverlap,
        List<Step> steps) {
    /** One part. @param busy how long it has the phone @param rest before the next part, while the phone may serve others */
    record Step(Duration busy, Duration rest) {}

    /** The same of another run. */
    Message at(Instant otherDueAt) {
        return new Message(
                scheduleId,
                title,
                drafted,
                visible,
                roomId,
                otherDueAt,
                expiresAt(otherDueAt),
                window,
                priority,
                heldAtNight,
                avoidsOverlap,
                steps);
    }

    /** The last moment at which it may start that cannot start before {@code start}. */
    Instant expiresAt(Instant start) {
        return expiresAt(window, start);
    }

    static Instant expiresAt(Duration window, Instant start) {
        return new CatchUp(MissedRunPolicy.ALL, window).expiresAt(start);
    }
}
