package io.roomcast.api.bot;

import java.time.Instant;

/** A phone as the API shows it. */
public record Bot(
        long id,
        long organizationId,
        String name,
        String gateway,
        String endpoint,
        String status,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
