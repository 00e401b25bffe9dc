package io.roomcast.model.recurrence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** An interval in a zone, without the moments whose local date is a holiday where those are skipped. */
record IntervalMoments(Interval interval, ZoneId zone, Holidays skipped) implements Moments {
    /** Longer than any row of holidays; a calendar of holidays only has no moments. */
    private static final int MOST_DAYS = 366;

    @Override
    public Optional<Instant> after(Instant moment) {
        Instant next = nextOfGrid(moment);
        for (int days = 0; days < MOST_DAYS; days++) {
            var date = next.atZone(zone).toLocalDate();
            if (!skipped.isHoliday(date)) {
                return Optional.of(next);
            }
            next = nextOfGrid(date.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1));
        }
        return Optional.empty();
    }

    private Instant nextOfGrid(Instant moment) {
        Instant anchor = interval.anchor().atZone(zone).toInstant();
        long step = interval.every().toMillis();
        long passed = Math.floorDiv(moment.toEpochMilli() - anchor.toEpochMilli(), step);
        return anchor.plusMillis((passed + 1) * step);
    }
}
