package io.roomcast.model.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A rule in a zone, between two moments: the whole answer to "when is it due".
 *
 * <p>A local time that the zone skips (the hour lost in spring) is due later by the length of the gap; one that happens
 * twice (the hour gained in autumn) is due once, at its first passing. Two local times that a gap maps to the same
 * moment are due once. {@code validFrom} and {@code validUntil} both count as inside.
 */
public record Timing(Recurrence recurrence, ZoneId zone, Instant validFrom, Instant validUntil) {
    public Timing {
        if (validUntil.isBefore(validFrom)) {
            throw new IllegalArgumentException("validUntil is before validFrom");
        }
    }

    /** The earliest due moment after {@code moment}, or none when the validity ends first. */
    public Optional<Instant> nextAfter(Instant moment) {
        Instant after = moment.isBefore(validFrom) ? validFrom.minusMillis(1) : moment;
        LocalDate start =
                recurrence.startLooking(after.atZone(zone).toLocalDate().minusDays(1));
        for (int day = 0; day <= recurrence.longestGapDays(); day++) {
            Instant found = dueAround(start.plusDays(day)).higher(after);
            if (found != null) {
                return found.isAfter(validUntil) ? Optional.empty() : Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Up to {@code limit} due moments after {@code moment}, ascending. */
    public List<Instant> following(Instant moment, int limit) {
        var moments = new ArrayList<Instant>();
        Optional<Instant> next = nextAfter(moment);
        while (next.isPresent() && moments.size() < limit) {
            moments.add(next.get());
            next = nextAfter(next.get());
        }
        return moments;
    }

    /** Due moments of a date and of the one after it: a gap at midnight may push a time past the next date's first. */
    private NavigableSet<Instant> dueAround(LocalDate date) {
        var moments = new TreeSet<Instant>();
        addDueOn(date, moments);
        if (!moments.isEmpty()) {
            addDueOn(date.plusDays(1), moments);
        }
        return moments;
    }

    private void addDueOn(LocalDate date, NavigableSet<Instant> moments) {
        if (recurrence.fallsOn(date)) {
            // ZonedDateTime.of resolves gaps and overlaps just as promised above.
            recurrence
                    .times()
                    .forEach(time ->
                            moments.add(ZonedDateTime.of(date, time, zone).toInstant()));
        }
    }
}
