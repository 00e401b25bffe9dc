package io.roomcast.testkit;

import java.time.Instant;
import java.time.ZoneOffset;

/** Zones for tests of what depends on the hour of a room. */
public final class Zones {
    private Zones() {}

    /** A zone in which it is this hour of the day now. @param hour 0–23 */
    public static String whereItIs(int hour, Instant now) {
        int offset = hour - now.atOffset(ZoneOffset.UTC).getHour();
        int east = offset > 12 ? offset - 24 : offset < -12 ? offset + 24 : offset;
        // The names of these zones count to the west.
        return east == 0 ? "Etc/GMT" : "Etc/GMT" + (east > 0 ? "-" : "+") + Math.abs(east);
    }
}
