package io.roomcast.api.simulation;

import io.roomcast.api.schedule.ScheduleRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Of a schedule that is not saved, of a room, or of a phone: exactly one of the three.
 *
 * @param scheduleId the schedule that it would take the place of
 * @param from first date; today when absent
 * @param until last date, at most 13 days after today; six days from {@code from} when absent
 * @param timeZone of the dates, IANA name; Asia/Seoul when absent
 */
record SimulationRequest(
        @Nullable ScheduleRequest schedule,
        @Nullable Long scheduleId,
        @Nullable Long roomId,
        @Nullable Long botId,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String timeZone) {}
