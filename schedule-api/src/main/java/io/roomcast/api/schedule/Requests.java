package io.roomcast.api.schedule;

import io.roomcast.model.content.ImageRef;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The request that would save a stored schedule as it is. */
@Component
@RequiredArgsConstructor
class Requests {
    private final JsonColumns json;

    /** What differs from the stored one; null = nothing. */
    record Edit(
            @Nullable String title,
            @Nullable List<LocalTime> scheduleTimes,
            @Nullable Long roomId,
            @Nullable OffsetDateTime validUntil) {
        static final Edit NONE = new Edit(null, null, null, null);
    }

    ScheduleRequest of(ScheduleRow row, Edit edit) {
        List<LocalTime> times =
                json.times(row.scheduleTimes()).stream().map(LocalTime::parse).toList();
        return new ScheduleRequest(
                edit.title() == null ? row.title() : edit.title(),
                row.description(),
                row.organizationId(),
                edit.roomId() == null ? row.roomId() : edit.roomId(),
                row.messageText(),
                ids(row.messageImages1()),
                ids(row.messageImages2()),
                json.variables(row.variables()),
                row.sendOrder(),
                row.sendIntervalSeconds(),
                row.mediaWaitTime1(),
                row.mediaWaitTime2(),
                row.scheduleType(),
                row.scheduleDate(),
                edit.scheduleTimes() == null ? times : edit.scheduleTimes(),
                row.scheduleWeekdays() == null ? null : json.weekdays(row.scheduleWeekdays()),
                row.scheduleMonthDays() == null ? null : json.weekdays(row.scheduleMonthDays()),
                row.intervalMinutes(),
                row.intervalAnchor(),
                row.cronExpression(),
                row.holidayPolicy(),
                row.timeZone(),
                row.priority(),
                row.missedRunPolicy(),
                row.catchUpWindowSeconds(),
                row.overlapPolicy(),
                row.jitterSeconds(),
                row.maxRuns(),
                row.advertising(),
                row.nightReason(),
                row.validFrom().atOffset(ZoneOffset.UTC),
                edit.validUntil() == null ? row.validUntil().atOffset(ZoneOffset.UTC) : edit.validUntil(),
                row.status().equals("inactive") ? "inactive" : "active");
    }

    /** As it would be saved with what one run of it says. */
    ScheduleRequest of(ScheduleRow row, RunChange change) {
        ScheduleRequest all = of(row, Edit.NONE);
        return new ScheduleRequest(
                all.title(),
                all.description(),
                all.organizationId(),
                all.roomId(),
                change.messageText(),
                ScheduleRequest.orEmpty(change.images1()),
                ScheduleRequest.orEmpty(change.images2()),
                all.variables(),
                all.sendOrder(),
                all.sendIntervalSeconds(),
                all.mediaWaitTime1(),
                all.mediaWaitTime2(),
                all.scheduleType(),
                all.scheduleDate(),
                all.scheduleTimes(),
                all.scheduleWeekdays(),
                all.scheduleMonthDays(),
                all.intervalMinutes(),
                all.intervalAnchor(),
                all.cronExpression(),
                all.holidayPolicy(),
                all.timeZone(),
                all.priority(),
                all.missedRunPolicy(),
                all.catchUpWindowSeconds(),
                all.overlapPolicy(),
                all.jitterSeconds(),
                all.maxRuns(),
                all.advertising(),
                all.nightReason(),
                all.validFrom(),
                all.validUntil(),
                all.status());
    }

    private List<Long> ids(@Nullable String images) {
        return json.images(images).stream().map(ImageRef::id).toList();
    }
}
