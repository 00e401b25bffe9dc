package io.roomcast.api.schedule;

import java.util.List;

/** @param cancelled runs that were waiting @param inFlight runs of which a part was being sent at that moment */
record DeleteResponse(List<Long> cancelled, List<Long> inFlight) {}
