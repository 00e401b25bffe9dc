package io.roomcast.api.schedule;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action on many schedules.
 *
 * @param ids which ones; at most 500
 * @param filter instead of ids: all that match now; refused where more than 500 do
 * @param reason of a pause
 * @param scheduleTimes for move_times: the new times of day
 * @param roomId for change_room
 * @param validUntil for extend
 */
record BulkRequest(
        @NotNull
        @Pattern(
                regexp = "pause|resume|delete|copy|move_times|change_room|extend",
                message = "pause, resume, delete, copy, move_times, change_room or extend")
        @Schema(allowableValues = {"pause", "resume", "delete", "copy", "move_times", "change_room", "extend"})
        String action,

        @Nullable @Size(min = 1, max = MOST) List<@NotNull Long> ids,
        @Nullable @Valid ScheduleFilter filter,
        @Nullable @Size(max = 200) String reason,
        @Nullable @Size(min = 1, max = 48) List<@NotNull LocalTime> scheduleTimes,
        @Nullable @Positive Long roomId,
        @Nullable OffsetDateTime validUntil) {
    static final int MOST = 500;
}
