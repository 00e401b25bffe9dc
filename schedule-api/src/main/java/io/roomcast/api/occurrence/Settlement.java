package io.roomcast.api.occurrence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a person found in the room. @param arrived whether the unknown parts are there @param note for the record */
record Settlement(
        @NotNull Boolean arrived, @Nullable @Size(max = 200) String note) {}
