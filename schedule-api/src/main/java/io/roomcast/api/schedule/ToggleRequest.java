package io.roomcast.api.schedule;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param reason shown with the schedule while it is paused
 * @param active what it shall be, so that pressing twice, or a screen that is behind, does not do the opposite; null: the
 *     other of what it is
 */
record ToggleRequest(
        @Nullable @Size(max = 200) String reason, @Nullable Boolean active) {}
