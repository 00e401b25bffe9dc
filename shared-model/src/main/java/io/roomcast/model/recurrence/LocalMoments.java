package io.roomcast.model.recurrence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A rule over local dates and times in a zone. {@link Timing} says what becomes of gaps and overlaps. */
record LocalMoments(LocalRule rule, ZoneId zone) implements Moments {
    @Override
    public Optional<Instant> after(Instant moment) {
        Optional<LocalDate> date =
                rule.nextDate(moment.atZone(zone).toLocalDate().minusDays(1));
        while (date.isPresent()) {
            Optional<Instant> found = dueOn(date.get(), moment);
            if (found.isPresent()) {
                // A gap at midnight may push a time past the first of the date after it.
                return Stream.concat(found.stream(), dueOn(date.get().plusDays(1), moment).stream())
                        .min(Comparator.naturalOrder());
            }
            date = rule.nextDate(date.get().plusDays(1));
        }
        return Optional.empty();
    }

    /** The first moment of a date that is after {@code moment}. */
    private Optional<Instant> dueOn(LocalDate date, Instant moment) {
        Instant first = null;
        for (LocalTime time : rule.timesOn(date)) {
            // ZonedDateTime.of resolves gaps and overlaps just as promised: a later time may be an earlier moment.
            Instant due = ZonedDateTime.of(date, time, zone).toInstant();
            if (due.isAfter(moment) && (first == null || due.isBefore(first))) {
                first = due;
            }
        }
        return Optional.ofNullable(first);
    }
}
