package io.roomcast.api.statistics;

import java.time.Instant;

/** @param hour its beginning, in UTC */
record RoomHour(long room, Instant hour) {}
