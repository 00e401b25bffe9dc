package io.roomcast.api.broadcast;

/** @param rooms to which it is sent again */
record BroadcastRetried(Broadcast broadcast, int rooms) {}
