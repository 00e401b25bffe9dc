package io.roomcast.api.simulation;

import io.roomcast.model.schedule.ScheduleColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A row of kb_schedule, whoever's it is. @param path of its organisation */
record PhoneSchedule(
        long id,
        String title,
        String path,
        long roomId,
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
        Instant nextSendAt)
        implements ScheduleColumns {
    boolean avoidsOverlap() {
        return overlapPolicy.equals("skip");
    }

    /** At least the one that is due next. */
    int runsLeft() {
        return maxRuns == null ? Integer.MAX_VALUE : Math.max(1, maxRuns - runCount);
    }
}
