package io.roomcast.model.time;

import java.time.Duration;

/** The database's time is not what it should be: nothing is decided by it until it is. */
public final class ClockSetException extends RuntimeException {
    /** @param off how far it is ahead of what it should be */
    public ClockSetException(Duration off) {
        super("The database's clock is off by " + off.toMillis() + " ms");
    }
}
