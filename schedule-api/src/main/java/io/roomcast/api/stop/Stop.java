package io.roomcast.api.stop;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param targetId null for all @param targetName what it is called */
record Stop(
        long id,
        String scope,
        @Nullable Long targetId,
        @Nullable String targetName,
        String reason,
        Instant until,
        String createdBy,
        Instant createdAt,
        @Nullable Instant liftedAt) {}
