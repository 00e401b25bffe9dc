package io.roomcast.api.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param complete false where there is more than is reckoned: what is shown then starts too early
 * @param runs those that the caller may see, of the schedule, room or phone asked for, in the order of their moments
 * @param days what the phone has to do, of everybody's
 * @param holidays public holidays of the period
 */
record SimulationResponse(
        LocalDate from,
        LocalDate until,
        String timeZone,
        String botName,
        boolean complete,
        List<ExpectedRun> runs,
        List<DayLoad> days,
        List<HolidayAhead> holidays) {
    /**
     * @param scheduleId absent for what is not saved, and for what no schedule sends
     * @param title empty for what another organisation sends into the room
     * @param drafted of the schedule in the request
     * @param outcome sent, expired (its window ends first) or skipped (the run before it is still open)
     * @param startsAt of its first part @param endsAt of its last
     * @param delaySeconds from its moment to its start
     */
    record ExpectedRun(
            @Nullable Long scheduleId,
            String title,
            long roomId,
            String roomName,
            boolean drafted,
            Instant dueAt,
            String outcome,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            long delaySeconds,
            List<ExpectedWait> waits) {}

    /**
     * Of the messages that start on this day.
     *
     * @param collisions those that another one of their room or phone keeps waiting
     * @param busySeconds for which the phone is taken
     */
    record DayLoad(LocalDate date, int messages, int collisions, long busySeconds, long longestDelaySeconds) {}

    record HolidayAhead(LocalDate date, String name) {}
}
