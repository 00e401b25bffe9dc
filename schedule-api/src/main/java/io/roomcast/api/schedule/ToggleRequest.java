package io.roomcast.api.schedule;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param reason shown with the schedule while it is paused */
record ToggleRequest(@Nullable @Size(max = 200) String reason) {}
