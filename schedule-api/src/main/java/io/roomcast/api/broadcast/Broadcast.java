package io.roomcast.api.broadcast;

import io.roomcast.model.content.ImageRef;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast as the API shows it.
 *
 * @param state pending (waits for a second person), lapsed (waited too long), rejected, sending, finished or cancelled
 * @param lapsesAt until when it waits for a second person
 * @param createdBy login @param decidedBy login of whoever approved or rejected it
 */
record Broadcast(
        long id,
        long organizationId,
        String organizationName,
        String title,
        @Nullable String messageText,
        List<ImageRef> images1,
        List<ImageRef> images2,
        Map<String, String> variables,
        String sendOrder,
        int sendIntervalSeconds,
        int mediaWaitTime1,
        int mediaWaitTime2,
        BroadcastTarget target,
        int priority,
        int windowMinutes,
        boolean advertising,
        @Nullable String nightReason,

        @Schema(allowableValues = {"pending", "lapsed", "rejected", "sending", "finished", "cancelled"})
        String state,

        Progress progress,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lapsesAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionNote,
        @Nullable Instant startedAt,
        @Nullable String cancelledBy,
        @Nullable Instant cancelledAt) {}
