package io.roomcast.trigger.due;

import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.schedule.RunException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a claim reads beside its schedules, for those that need it.
 *
 * @param exceptions by schedule
 * @param withOpenRun schedules that have a run which is not final, among those that avoid an overlap
 */
record Rules(Holidays holidays, Map<Long, List<RunException>> exceptions, Set<Long> withOpenRun) {
    List<RunException> exceptionsOf(long scheduleId) {
        return exceptions.getOrDefault(scheduleId, List.of());
    }

    boolean hasOpenRun(long scheduleId) {
        return withOpenRun.contains(scheduleId);
    }
}
