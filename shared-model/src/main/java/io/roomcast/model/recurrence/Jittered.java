package io.roomcast.model.recurrence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Every moment later by the same span: the order and the number of the moments stay. */
record Jittered(Moments moments, Duration shift) implements Moments {
    @Override
    public Optional<Instant> after(Instant moment) {
        return moments.after(moment.minus(shift)).map(found -> found.plus(shift));
    }
}
