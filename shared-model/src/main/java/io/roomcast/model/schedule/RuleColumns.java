package io.roomcast.model.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What every reading of a row of kb_schedule has in common that asks when it is due. */
public interface RuleColumns {
    long roomId();

    String scheduleType();

    @Nullable
    LocalDate scheduleDate();

    String scheduleTimes();

    @Nullable
    String scheduleWeekdays();

    @Nullable
    String scheduleMonthDays();

    @Nullable
    Integer intervalMinutes();

    @Nullable
    LocalDateTime intervalAnchor();

    @Nullable
    String cronExpression();

    String holidayPolicy();

    int jitterSeconds();

    @Nullable
    Integer maxRuns();

    int runCount();

    String timeZone();

    Instant validFrom();

    Instant validUntil();

    default TimingColumns timingColumns() {
        return new TimingColumns(
                roomId(),
                scheduleType(),
                scheduleDate(),
                scheduleTimes(),
                scheduleWeekdays(),
                scheduleMonthDays(),
                intervalMinutes(),
                intervalAnchor(),
                cronExpression(),
                holidayPolicy(),
                jitterSeconds(),
                maxRuns(),
                runCount(),
                timeZone(),
                validFrom(),
                validUntil());
    }
}
