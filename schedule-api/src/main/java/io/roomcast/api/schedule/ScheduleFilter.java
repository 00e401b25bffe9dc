package io.roomcast.api.schedule;

import io.roomcast.api.problem.Parameters;
import io.roomcast.model.sql.Conditions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which schedules a list shows; what is absent does not restrict. @param text part of the title */
record ScheduleFilter(
        @Nullable Long organizationId,
        @Nullable Long roomId,
        @Nullable String botName,
        @Nullable String status,
        @Nullable String scheduleType,
        @Nullable String text) {
    private static final Set<String> STATUSES = Set.of("active", "inactive", "completed", "error");
    private static final Set<String> TYPES = Set.of("once", "daily", "weekly", "monthly", "interval", "cron");

    ScheduleFilter {
        Parameters.requireOneOf("status", status, STATUSES);
        Parameters.requireOneOf("scheduleType", scheduleType, TYPES);
    }

    Conditions conditions() {
        return new Conditions()
                .and("s.organization_id = :organization", "organization", organizationId)
                .and("s.room_id = :room", "room", roomId)
                .and("s.target_bot_name = :bot", "bot", botName)
                .and("s.status = :status", "status", status)
                .and("s.schedule_type = :type", "type", scheduleType)
                .and("s.title LIKE :text", "text", containing(text));
    }

    private static @Nullable String containing(@Nullable String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
