package io.roomcast.api.schedule;

import io.roomcast.model.content.ImageRef;
import java.time.LocalTime;
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

    ScheduleRequest of(ScheduleRow row) {
        return new ScheduleRequest(
                row.title(),
                row.description(),
                row.organizationId(),
                row.roomId(),
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
                json.times(row.scheduleTimes()).stream().map(LocalTime::parse).toList(),
                json.names(row.scheduleWeekdays()),
                json.names(row.scheduleMonthDays()),
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
                row.validUntil().atOffset(ZoneOffset.UTC),
                row.status().equals("inactive") ? "inactive" : "active");
    }

    private List<Long> ids(@Nullable String images) {
        return json.images(images).stream().map(ImageRef::id).toList();
    }
}
