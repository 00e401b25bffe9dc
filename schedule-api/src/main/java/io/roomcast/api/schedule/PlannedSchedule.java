package io.roomcast.api.schedule;

import io.roomcast.model.schedule.RuleColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Of an active row of kb_schedule what a calendar shows: many at once, so without what they say. */
record PlannedSchedule(
        long id,
        String title,
        long roomId,
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
        int jitterSeconds,
        @Nullable Integer maxRuns,
        int runCount,
        boolean hasExceptions,
        Instant validFrom,
        Instant validUntil,
        Instant nextSendAt)
        implements RuleColumns {}
