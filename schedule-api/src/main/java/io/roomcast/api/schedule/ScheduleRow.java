package io.roomcast.api.schedule;

import io.roomcast.model.schedule.ScheduleColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row of kb_schedule. */
record ScheduleRow(
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
        @Nullable String messageImages1,
        @Nullable String messageImages2,
        @Nullable String variables,
        String sendOrder,
        int sendIntervalSeconds,
        int mediaWaitTime1,
        int mediaWaitTime2,
        String scheduleType,
        @Nullable LocalDate scheduleDate,
        String scheduleTimes,
        @Nullable String scheduleWeekdays,
        @Nullable String scheduleMonthDays,
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
        boolean hasExceptions,
        Instant validFrom,
        Instant validUntil,
        String status,
        @Nullable String statusReason,
        @Nullable Instant lastSentAt,
        @Nullable Instant nextSendAt,
        int sendCount,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt)
        implements ScheduleColumns {
    boolean isActive() {
        return status.equals("active");
    }
}
