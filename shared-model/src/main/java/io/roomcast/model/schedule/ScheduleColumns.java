package io.roomcast.model.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What every reading of a row of kb_schedule has in common: when it is due, and what it says. */
public interface ScheduleColumns {
    long roomId();

    @Nullable
    String messageText();

    @Nullable
    String messageImages1();

    @Nullable
    String messageImages2();

    @Nullable
    String variables();

    String sendOrder();

    int sendIntervalSeconds();

    int mediaWaitTime1();

    int mediaWaitTime2();

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

    boolean advertising();

    @Nullable
    String nightReason();

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

    default MessageColumns messageColumns() {
        return new MessageColumns(
                messageText(),
                messageImages1(),
                messageImages2(),
                variables(),
                sendOrder(),
                sendIntervalSeconds(),
                mediaWaitTime1(),
                mediaWaitTime2());
    }

    /** An advertisement that nobody let out at night. */
    default boolean isHeldAtNight() {
        return advertising() && nightReason() == null;
    }
}
