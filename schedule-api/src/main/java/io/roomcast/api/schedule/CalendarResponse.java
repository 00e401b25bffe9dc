package io.roomcast.api.schedule;

import java.time.LocalDate;
import java.util.List;

/** @param runs by the moment they are due @param complete false when there are more than are shown: ask for a room or an organisation */
record CalendarResponse(LocalDate from, LocalDate until, String timeZone, List<CalendarRun> runs, boolean complete) {}
