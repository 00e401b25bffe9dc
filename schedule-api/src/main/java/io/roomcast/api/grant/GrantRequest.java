package io.roomcast.api.grant;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * @param memberId to whom: a member at or below the caller's organisation
 * @param organizationId where: an organisation at or below the caller's; all below it is included
 * @param role manager or viewer
 * @param reason for the record
 * @param until when it ends by itself, at most 31 days ahead
 */
record GrantRequest(
        @NotNull Long memberId,
        @NotNull Long organizationId,

        @NotNull @Pattern(regexp = "manager|viewer", message = "manager or viewer")
        String role,

        @NotBlank @Size(max = 200) String reason,
        @NotNull @Future Instant until) {}
