package io.roomcast.model.recurrence;

import java.time.Instant;
import java.util.Optional;

/** An ascending sequence of moments, asked one by one. */
interface Moments {
    /** The first one after {@code moment}. */
    Optional<Instant> after(Instant moment);
}
