package io.roomcast.api.broadcast;

import io.roomcast.api.broadcast.BroadcastTargets.Target;
import io.roomcast.model.schedule.MessageColumns;
import java.util.List;

/** A request that has passed every check, with the rooms that it means. */
record BroadcastDraft(BroadcastRequest request, long organizationId, List<Target> rooms, MessageColumns message) {
    List<Long> roomIds() {
        return rooms.stream().map(Target::id).toList();
    }
}
