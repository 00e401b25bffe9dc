package io.roomcast.api.schedule;

import io.roomcast.api.organization.Organization;
import io.roomcast.api.room.Room;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.recurrence.Timing;
import java.util.List;

/** A request that has passed every check, with what it refers to. */
record Draft(
        ScheduleRequest request,
        Organization organization,
        Room room,
        List<ImageRef> images1,
        List<ImageRef> images2,
        Timing timing) {}
