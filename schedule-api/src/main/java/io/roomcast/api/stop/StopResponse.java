package io.roomcast.api.stop;

/** @param inFlight parts that were with a phone at that moment: they may still appear, nothing after them */
record StopResponse(Stop stop, int inFlight) {}
