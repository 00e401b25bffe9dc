package io.roomcast.api.schedule;

import io.roomcast.api.message.MessageRequest;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.recurrence.MonthDate;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import lombok.With;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is created and changed; a change replaces all of it.
 *
 * @param organizationId on whose behalf; the caller's own organisation when absent
 * @param images1 ids of the library, in order
 * @param variables values for {@code #{names}} in the text; they win over the built-in ones
 * @param sendIntervalSeconds pause between parts, 0 = none, 1 when absent
 * @param mediaWaitTime1 least stay on the first group in ms, 0 = as the phone is set
 * @param scheduleDate local date, for once
 * @param scheduleTimes local times of day; for once, daily, weekly and monthly
 * @param scheduleWeekdays monday … sunday, for weekly
 * @param scheduleMonthDays for monthly: 1 … 31, last, or a weekday by its place as 2:friday or last:monday; months without
 *     such a date are passed over
 * @param intervalMinutes for interval: minutes from run to run, as time passes
 * @param intervalAnchor for interval: a local moment at which a run is due; validFrom when absent
 * @param cronExpression for cron: six fields, seconds first, as Spring reads them; seconds are one number
 * @param holidayPolicy what becomes of a run on a public holiday: ignore (default), skip, previous or next business day
 * @param timeZone IANA name, Asia/Seoul when absent
 * @param priority among messages due at one instant in a room, 0 first … 9 last, 5 when absent
 * @param missedRunPolicy what is sent of runs missed by an outage: skip, last (default) or all
 * @param catchUpWindowSeconds how late a run may start, 300 when absent
 * @param overlapPolicy when a run comes due while one before it is open: queue (default) or skip
 * @param jitterSeconds runs are spread over so long from their moment on, alike for all schedules of a room; 0 when absent
 * @param maxRuns the schedule is completed after so many; no limit when absent
 * @param advertising whether it needs the recipients' consent: it must say so, and waits at night
 * @param nightReason why an advertisement may go out at night all the same; head office only
 */
@With
public record ScheduleRequest(
        @NotBlank @Size(max = 255) String title,
        @Nullable @Size(max = 2000) String description,
        @Nullable Long organizationId,
        @NotNull Long roomId,

        @Nullable @Size(max = MessageContent.MAX_TEXT_LENGTH)
        String messageText,

        @Nullable @Size(max = MessageContent.MAX_IMAGES_PER_GROUP)
        List<@NotNull Long> images1,

        @Nullable @Size(max = MessageContent.MAX_IMAGES_PER_GROUP)
        List<@NotNull Long> images2,

        @Nullable @Size(max = 20) Map<@Size(min = 1, max = 30) String, @NotNull @Size(max = 500) String> variables,

        @Nullable
        @Pattern(regexp = "text_first|images_first|images_only", message = "text_first, images_first or images_only")
        @Schema(
                defaultValue = "text_first",
                allowableValues = {"text_first", "images_first", "images_only"})
        String sendOrder,

        @Nullable @Min(0) @Max(3600) @Schema(defaultValue = "1")
        Integer sendIntervalSeconds,

        @Nullable @Min(0) @Max(30_000) Integer mediaWaitTime1,
        @Nullable @Min(0) @Max(30_000) Integer mediaWaitTime2,

        @NotNull
        @Pattern(
                regexp = "once|daily|weekly|monthly|interval|cron",
                message = "once, daily, weekly, monthly, interval or cron")
        @Schema(allowableValues = {"once", "daily", "weekly", "monthly", "interval", "cron"})
        String scheduleType,

        @Nullable LocalDate scheduleDate,

        @Nullable @Size(max = 48) @ArraySchema(schema = @Schema(type = "string", example = "09:00"))
        List<@NotNull LocalTime> scheduleTimes,

        @Nullable @Size(max = 7)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "monday|tuesday|wednesday|thursday|friday|saturday|sunday",
                                message = "monday … sunday")
                        String>
                scheduleWeekdays,

        @Nullable @Size(max = 20)
        List<@NotNull @Pattern(regexp = MonthDate.PATTERN, message = "1 … 31, last, 2:friday or last:monday") String>
                scheduleMonthDays,

        @Nullable @Min(1) @Max(527_040) Integer intervalMinutes,
        @Nullable LocalDateTime intervalAnchor,
        @Nullable @Size(max = 120) String cronExpression,

        @Nullable
        @Pattern(regexp = "ignore|skip|previous|next", message = "ignore, skip, previous or next")
        @Schema(allowableValues = {"ignore", "skip", "previous", "next"})
        String holidayPolicy,

        @Nullable @Size(max = 64) String timeZone,
        @Nullable @Min(0) @Max(9) Integer priority,

        @Nullable
        @Pattern(regexp = "skip|last|all", message = "skip, last or all")
        @Schema(allowableValues = {"skip", "last", "all"})
        String missedRunPolicy,

        @Nullable @Min(0) @Max(86_400) Integer catchUpWindowSeconds,

        @Nullable
        @Pattern(regexp = "queue|skip", message = "queue or skip")
        @Schema(allowableValues = {"queue", "skip"})
        String overlapPolicy,

        @Nullable @Min(0) @Max(3_600) Integer jitterSeconds,
        @Nullable @Min(1) @Max(1_000_000) Integer maxRuns,
        @Nullable Boolean advertising,
        @Nullable @Size(max = 200) String nightReason,
        @NotNull OffsetDateTime validFrom,
        @NotNull OffsetDateTime validUntil,

        @Nullable
        @Pattern(regexp = "active|inactive", message = "active or inactive")
        @Schema(
                defaultValue = "active",
                allowableValues = {"active", "inactive"})
        String status)
        implements MessageRequest {
    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
