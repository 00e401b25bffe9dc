package io.roomcast.api.broadcast;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param note why, for whoever made it; required to reject */
record Decision(@Nullable @Size(max = 200) String note) {}
