package io.roomcast.api.occurrence;

/** @param inFlight whether a part was with the phone at that moment; nothing after it is sent */
record CancelResponse(Occurrence occurrence, boolean inFlight) {}
