package io.roomcast.api.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run of a schedule in a calendar.
 *
 * @param originalAt its moment by the rule, while it is ahead: what it is called by
 * @param dueAt when it is, or was, due; of a skipped one, when it would have been
 * @param state PLANNED or SKIPPED while it is ahead, then the state of its occurrence
 * @param changed it says something else than its schedule
 * @param occurrenceId once it has been claimed
 */
record CalendarRun(
        long scheduleId,
        String title,
        long roomId,
        @Nullable Instant originalAt,
        Instant dueAt,
        String state,
        boolean changed,
        @Nullable Long occurrenceId) {}
