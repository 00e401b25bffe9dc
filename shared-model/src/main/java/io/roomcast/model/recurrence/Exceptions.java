package io.roomcast.model.recurrence;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Single runs that are not as the rule says.
 *
 * @param dropped runs by the rule that are not due: skipped, or moved elsewhere
 * @param added moments at which moved ones are due
 */
public record Exceptions(Set<Instant> dropped, NavigableSet<Instant> added) {
    public static final Exceptions NONE = new Exceptions(Set.of(), new TreeSet<>());
}
