package io.roomcast.trigger.due;

import io.roomcast.model.misfire.CatchUp;
import io.roomcast.model.misfire.MissedRunPolicy;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.TimingColumns;
import io.roomcast.model.sql.Enums;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row of kb_schedule as the claim reads it. */
record DueSchedule(
        long id,
        long organizationId,
        long roomId,
        String roomName,
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
        String timeZone,
        int priority,
        String missedRunPolicy,
        int catchUpWindowSeconds,
        Instant validFrom,
        Instant validUntil,
        Instant nextSendAt) {
    Timing timing() {
        return new TimingColumns(
                        scheduleType,
                        scheduleDate,
                        scheduleTimes,
                        scheduleWeekdays,
                        scheduleMonthDays,
                        timeZone,
                        validFrom,
                        validUntil)
                .toTiming();
    }

    CatchUp catchUp() {
        return new CatchUp(
                Enums.parse(MissedRunPolicy.class, missedRunPolicy), Duration.ofSeconds(catchUpWindowSeconds));
    }
}
