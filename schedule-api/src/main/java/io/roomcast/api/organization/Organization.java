package io.roomcast.api.organization;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An organisation as the API shows it. @param path ids from the root down */
public record Organization(
        long id,
        @Nullable Long parentId,
        String level,
        String code,
        String name,
        String path,
        String status,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
