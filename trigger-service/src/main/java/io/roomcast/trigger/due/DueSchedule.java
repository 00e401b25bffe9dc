package io.roomcast.trigger.due;

import io.roomcast.model.misfire.CatchUp;
import io.roomcast.model.misfire.MissedRunPolicy;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.schedule.ScheduleColumns;
import io.roomcast.model.sql.Enums;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A row of kb_schedule as the claim reads it, with what it needs of its room. */
record DueSchedule(
        long id,
        long organizationId,
        long roomId,
        String roomName,
        String roomZone,
        @Nullable String quiet,
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
        Instant nextSendAt)
        implements ScheduleColumns {
    CatchUp catchUp() {
        return new CatchUp(
                Enums.parse(MissedRunPolicy.class, missedRunPolicy), Duration.ofSeconds(catchUpWindowSeconds));
    }

    ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    boolean avoidsHolidays() {
        return !holidayPolicy.equals("ignore");
    }

    boolean avoidsOverlap() {
        return overlapPolicy.equals("skip");
    }

    /** How many runs it still has; at least the one that is due. */
    int runsLeft() {
        return maxRuns == null ? Integer.MAX_VALUE : Math.max(1, maxRuns - runCount);
    }

    /** When a run due at this moment may start at the earliest. */
    Instant earliestStart(Instant dueAt) {
        QuietHours all = QuietHours.parse(quiet);
        return (isHeldAtNight() ? all.and(QuietHours.ADVERTISING_NIGHT) : all).endAt(dueAt, ZoneId.of(roomZone));
    }
}
