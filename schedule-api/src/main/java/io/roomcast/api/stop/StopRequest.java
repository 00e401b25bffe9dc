package io.roomcast.api.stop;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param targetId id of the organisation (with all below it), bot or room; absent for all
 * @param until when sending goes on by itself, at most 31 days ahead
 */
record StopRequest(
        @NotNull
        @Pattern(regexp = "all|organization|bot|room", message = "all, organization, bot or room")
        @Schema(allowableValues = {"all", "organization", "bot", "room"})
        String scope,

        @Nullable Long targetId,
        @NotBlank @Size(max = 200) String reason,
        @NotNull @Future Instant until) {}
