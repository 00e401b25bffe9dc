package io.roomcast.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock that is wrong by as much as it is told, and goes on. UTC. */
public final class SettableClock extends Clock {
    private volatile Duration offset;

    public SettableClock(Duration offset) {
        this.offset = offset;
    }

    public void setOffset(Duration offset) {
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Its moments are what is looked at, not its zone");
    }
}
