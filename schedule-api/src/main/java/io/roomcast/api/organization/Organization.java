package io.roomcast.api.organization;

import java.time.Instant;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** An organisation as the API shows it. @param path ids from the root down */
public record Organization(
        long id,
        @Nullable Long parentId,
        String level,
        String code,
        String name,
        String path,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        String status,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
