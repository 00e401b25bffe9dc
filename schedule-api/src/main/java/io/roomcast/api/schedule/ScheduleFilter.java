package io.roomcast.api.schedule;

import io.roomcast.api.problem.Parameters;
import io.roomcast.model.sql.Conditions;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which schedules a list shows; what is absent does not restrict.
 *
 * @param organizationId this one alone, without those below
 * @param text part of the title
 */
record ScheduleFilter(
        @Nullable Long organizationId,
        @Nullable Long roomId,
        @Size(max = 255) @Nullable String botName,

        @Pattern(regexp = STATUSES, message = "One of " + STATUSES)
        @Schema(allowableValues = {"active", "inactive", "completed", "error"})
        @Nullable
        String status,

        @Pattern(regexp = TYPES, message = "One of " + TYPES)
        @Schema(allowableValues = {"once", "daily", "weekly", "monthly", "interval", "cron"})
        @Nullable
        String scheduleType,

        @Size(max = 255) @Nullable String text) {
    static final String STATUSES = "active|inactive|completed|error";
    private static final String OF_BOT =
            "s.room_id IN (SELECT r.id FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id WHERE b.name = :bot)";
    private static final String TYPES = "once|daily|weekly|monthly|interval|cron";

    static boolean isStatus(String word) {
        return Set.of(STATUSES.split("\\|")).contains(word);
    }

    /** Without the organisation, which has an index of its own. @throws ProblemException MALFORMED for a word that is none of those */
    Conditions conditions() {
        Parameters.requireOneOf("status", status, Set.of(STATUSES.split("\\|")));
        Parameters.requireOneOf("scheduleType", scheduleType, Set.of(TYPES.split("\\|")));
        return new Conditions()
                .and("s.room_id = :room", "room", roomId)
                .and(OF_BOT, "bot", botName)
                .and("s.status = :status", "status", status)
                .and("s.schedule_type = :type", "type", scheduleType)
                .and("s.title LIKE :text", "text", containing(text));
    }

    private static @Nullable String containing(@Nullable String text) {
        return text == null ? null : "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
