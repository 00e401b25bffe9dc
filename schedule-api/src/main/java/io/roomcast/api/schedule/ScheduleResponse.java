package io.roomcast.api.schedule;

import io.roomcast.api.sentence.Sentence;
import io.roomcast.model.content.ImageRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the API shows it. Moments are UTC; dates and times of the rule are local to {@code timeZone}.
 *
 * @param createdByType level of the organisation it belongs to @param createdById its code
 * @param createdByMbId login of the member who registered it, perhaps of an organisation above
 * @param runCount runs that came due so far
 * @param sentence when it is sent, in words
 * @param nextSendAt absent while it is not active or when no run is left
 * @param deletedAt of one in the recycle bin
 */
record ScheduleResponse(
        long id,
        String title,
        @Nullable String description,
        String createdByType,
        String createdById,
        String createdByMbId,
        long organizationId,
        long roomId,
        String targetBotName,
        String targetRoomId,
        @Nullable String messageText,
        List<ImageRef> images1,
        List<ImageRef> images2,
        Map<String, String> variables,
        String sendOrder,
        int sendIntervalSeconds,
        int mediaWaitTime1,
        int mediaWaitTime2,
        String scheduleType,
        @Nullable LocalDate scheduleDate,
        List<String> scheduleTimes,
        List<String> scheduleWeekdays,
        List<String> scheduleMonthDays,
        @Nullable Integer intervalMinutes,
        @Nullable LocalDateTime intervalAnchor,
        @Nullable String cronExpression,
        String holidayPolicy,
        String timeZone,
        int priority,
        String missedRunPolicy,
        int catchUpWindowSeconds,
        String overlapPolicy,
        int jitterSeconds,
        @Nullable Integer maxRuns,
        int runCount,
        boolean advertising,
        @Nullable String nightReason,
        Instant validFrom,
        Instant validUntil,
        Sentence sentence,
        String status,
        @Nullable String statusReason,
        @Nullable Instant lastSentAt,
        @Nullable Instant nextSendAt,
        int sendCount,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {}
