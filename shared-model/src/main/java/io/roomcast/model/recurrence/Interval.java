package io.roomcast.model.recurrence;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * Every so many minutes, counted from an anchor in both directions, as time passes: a change of a zone's offset neither
 * shortens nor stretches it.
 *
 * @param every whole minutes, at least one
 * @param anchor local to the zone of the {@link Timing}; a run is due at it
 */
public record Interval(Duration every, LocalDateTime anchor) implements Recurrence {
    public Interval {
        if (every.compareTo(Duration.ofMinutes(1)) < 0 || every.toSeconds() % 60 != 0 || every.getNano() != 0) {
            throw new IllegalArgumentException("An interval is a whole number of minutes, at least one, not " + every);
        }
        anchor = anchor.withNano(0);
    }
}
