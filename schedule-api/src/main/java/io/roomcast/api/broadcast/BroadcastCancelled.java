package io.roomcast.api.broadcast;

/** @param inFlight rooms in which a part was with the phone when it was stopped */
record BroadcastCancelled(Broadcast broadcast, int inFlight) {}
