package io.roomcast.api.room;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** @param until when sending goes on by itself */
record PauseRequest(
        @NotNull @Future Instant until,
        @NotBlank @Size(max = 200) String reason) {}
