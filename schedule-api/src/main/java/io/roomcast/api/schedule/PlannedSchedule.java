package io.roomcast.api.schedule;

import io.roomcast.model.schedule.TimingColumns;
import java.time.Instant;

/** Of an active row of kb_schedule what a calendar shows: many at once, so without what they say. */
record PlannedSchedule(long id, String title, boolean hasExceptions, Instant nextSendAt, TimingColumns timing) {}
