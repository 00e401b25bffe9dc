package io.roomcast.api.schedule;

import io.roomcast.api.organization.Organization;
import io.roomcast.api.room.Room;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.MessageColumns;

/** A request that has passed every check, with what it refers to. */
record Draft(ScheduleRequest request, Organization organization, Room room, MessageColumns message, Timing timing) {}
