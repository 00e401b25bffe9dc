package io.roomcast.api.schedule;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** All schedules that a list with this filter shows; what is absent does not restrict. @param text part of the title */
record BulkFilter(
        @Nullable Long organizationId,
        @Nullable Long roomId,
        @Nullable String botName,

        @Pattern(regexp = "active|inactive|completed|error", message = "active, inactive, completed or error")
        @Schema(allowableValues = {"active", "inactive", "completed", "error"})
        @Nullable
        String status,

        @Pattern(
                regexp = "once|daily|weekly|monthly|interval|cron",
                message = "once, daily, weekly, monthly, interval or cron")
        @Schema(allowableValues = {"once", "daily", "weekly", "monthly", "interval", "cron"})
        @Nullable
        String scheduleType,

        @Nullable String text) {
    ScheduleFilter toFilter() {
        return new ScheduleFilter(organizationId, roomId, botName, status, scheduleType, text);
    }
}
