package io.roomcast.api.member;

import java.time.Instant;

/** A member as the API shows them: never a password or its hash. */
record Member(
        long id,
        long organizationId,
        String loginId,
        String name,
        String role,
        String status,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
