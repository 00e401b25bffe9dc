package io.roomcast.api.grant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param loginId to whom
 * @param organizationId where, and at all below it
 * @param role manager or viewer
 * @param until when it ends by itself
 * @param createdBy login of whoever gave it
 * @param revokedAt when it was taken back before its time
 * @param state open, ended or revoked
 */
record Grant(
        long id,
        long memberId,
        String loginId,
        long organizationId,
        String organizationName,
        String role,
        String reason,
        Instant until,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy,
        String state) {}
