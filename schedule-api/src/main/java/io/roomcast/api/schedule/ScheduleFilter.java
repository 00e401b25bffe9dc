package io.roomcast.api.schedule;

import io.roomcast.api.problem.FieldProblem;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

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
        oneOf("status", status, STATUSES);
        oneOf("scheduleType", scheduleType, TYPES);
    }

    String conditions() {
        return condition(organizationId, "AND s.organization_id = :organization ")
                + condition(roomId, "AND s.room_id = :room ")
                + condition(botName, "AND s.target_bot_name = :bot ")
                + condition(status, "AND s.status = :status ")
                + condition(scheduleType, "AND s.schedule_type = :type ")
                + condition(text, "AND s.title LIKE :text ");
    }

    GenericExecuteSpec bind(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = bind(statement, "organization", organizationId);
        bound = bind(bound, "room", roomId);
        bound = bind(bound, "bot", botName);
        bound = bind(bound, "status", status);
        bound = bind(bound, "type", scheduleType);
        return bind(bound, "text", text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }

    private static String condition(@Nullable Object value, String sql) {
        return value == null ? "" : sql;
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, String name, @Nullable Object value) {
        return value == null ? statement : statement.bind(name, value);
    }

    private static void oneOf(String name, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw new ProblemException(
                    ProblemKind.MALFORMED,
                    null,
                    List.of(new FieldProblem(name, "not_one_of", "One of " + String.join(", ", allowed))));
        }
    }
}
