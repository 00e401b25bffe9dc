package io.roomcast.model.recurrence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule in a zone, between two moments, with all that is done to it: the whole answer to "when is it due".
 *
 * <p>A local time that the zone skips (the hour lost in spring) is due later by the length of the gap; one that happens
 * twice (the hour gained in autumn) is due once, at its first passing. Two local times that a gap maps to the same
 * moment are due once. {@code validFrom} and {@code validUntil} both count as inside; they bound the rule, before its
 * moments are spread or moved by hand. Holidays move dates, then the jitter moves moments, then exceptions apply to the
 * moments that result.
 */
public record Timing(
        Recurrence recurrence, ZoneId zone, Instant validFrom, Instant validUntil, Adjustments adjustments) {
    public Timing {
        if (validUntil.isBefore(validFrom)) {
            throw new IllegalArgumentException("validUntil is before validFrom");
        }
    }

    public Timing(Recurrence recurrence, ZoneId zone, Instant validFrom, Instant validUntil) {
        this(recurrence, zone, validFrom, validUntil, Adjustments.NONE);
    }

    public Timing with(Adjustments others) {
        return new Timing(recurrence, zone, validFrom, validUntil, others);
    }

    /** The earliest due moment after {@code moment}, or none when the validity or the number of runs ends first. */
    public Optional<Instant> nextAfter(Instant moment) {
        return adjustments.runsLeft() <= 0 ? Optional.empty() : moments().after(moment);
    }

    /** Up to {@code limit} due moments after {@code moment}, ascending. */
    public List<Instant> following(Instant moment, int limit) {
        Moments source = moments();
        int most = Math.min(limit, adjustments.runsLeft());
        var found = new ArrayList<Instant>();
        Instant last = moment;
        while (found.size() < most) {
            Optional<Instant> next = source.after(last);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            found.add(last);
        }
        return found;
    }

    /** All due moments after {@code moment} up to and with {@code end}, ascending: as many as there are. */
    public List<Instant> between(Instant moment, Instant end) {
        Moments source = moments();
        var found = new ArrayList<Instant>();
        Optional<Instant> next = source.after(moment);
        while (next.isPresent() && !next.get().isAfter(end) && found.size() < adjustments.runsLeft()) {
            found.add(next.get());
            next = source.after(next.get());
        }
        return found;
    }

    /** Whether a run is due at exactly this moment. */
    public boolean isDueAt(Instant moment) {
        return nextAfter(moment.minusMillis(1)).filter(moment::equals).isPresent();
    }

    private Moments moments() {
        Moments moments = this::ruledAfter;
        if (!adjustments.jitter().isZero()) {
            moments = new Jittered(moments, adjustments.shift());
        }
        return adjustments.exceptions().equals(Exceptions.NONE)
                ? moments
                : new Excepted(moments, adjustments.exceptions());
    }

    private Optional<Instant> ruledAfter(Instant moment) {
        Instant after = moment.isBefore(validFrom) ? validFrom.minusMillis(1) : moment;
        return after.isAfter(validUntil)
                ? Optional.empty()
                : ruled().after(after).filter(found -> !found.isAfter(validUntil));
    }

    private Moments ruled() {
        HolidayPolicy policy = adjustments.holidayPolicy();
        if (recurrence instanceof Interval interval) {
            return new IntervalMoments(
                    interval, zone, policy == HolidayPolicy.IGNORE ? Holidays.NONE : adjustments.holidays());
        }
        LocalRule rule = (LocalRule) recurrence;
        return new LocalMoments(
                policy == HolidayPolicy.IGNORE ? rule : new AroundHolidays(rule, policy, adjustments.holidays()), zone);
    }
}
