package io.roomcast.trigger.due;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When schedules fall due next.
 *
 * @param first the earliest; null = none is active
 * @param batch when as many as one claim takes will be due; null = there are not so many
 */
record DueAhead(@Nullable Instant first, @Nullable Instant batch) {}
