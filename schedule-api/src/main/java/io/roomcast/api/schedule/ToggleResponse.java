package io.roomcast.api.schedule;

import java.util.List;

/**
 * @param cancelled runs that were waiting and will not be sent
 * @param inFlight runs of which a part was being sent at that moment; no further part of them starts
 */
record ToggleResponse(ScheduleResponse schedule, List<Long> cancelled, List<Long> inFlight) {}
