package io.roomcast.api.template;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A saved text. Its {@code #{names}} are filled in when it is sent.
 *
 * @param sharing own: whoever made it sees it; organization: everyone there and above; below: those below, too
 * @param changeable whether the caller may change it: one of an organisation above only it may
 */
record Template(
        long id,
        long organizationId,

        @Schema(allowableValues = {"own", "organization", "below"})
        String sharing,

        String name,
        String body,
        boolean changeable,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
