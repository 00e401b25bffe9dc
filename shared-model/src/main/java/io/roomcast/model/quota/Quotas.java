package io.roomcast.model.quota;

import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quota.QuotaUsage.Count;
import io.roomcast.model.quota.QuotaVerdict.Admit;
import io.roomcast.model.quota.QuotaVerdict.Defer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a room may get another occurrence. All its parts are counted at once, so that no limit ever cuts one
 * in half. Exact as long as the room's earlier parts are all given and no one else sends to it: the caller holds the
 * room's lock.
 */
@RequiredArgsConstructor
public final class Quotas {
    /** How far back earlier parts matter: a calendar day of 25 hours, when a zone leaves summer time. */
    public static final Duration LOOK_BACK = Duration.ofHours(25);

    private final QuotaProperties limits;

    /** Those of a room. @param own its own limits; null: it has none */
    public Quotas with(@Nullable RoomQuotas own) {
        return own == null ? this : new Quotas(limits.with(own));
    }

    /** @param earlier parts of the last {@link #LOOK_BACK}; @param parts of the occurrence to be admitted at {@code at} */
    public QuotaVerdict decide(List<SentPart> earlier, int parts, Instant at, ZoneId zone) {
        List<SentPart> sorted = sorted(earlier);
        LocalDate date = at.atZone(zone).toLocalDate();
        List<SentPart> today = from(sorted, date.atStartOfDay(zone).toInstant());
        Instant tomorrow = date.plusDays(1).atStartOfDay(zone).toInstant();
        var longest = new Longest();
        longest.add(gap(sorted, at));
        longest.add(
                window(sorted, parts, at, Duration.ofMinutes(1), limits.partsPerMinute(), ReasonDetail.PARTS_A_MINUTE));
        longest.add(window(sorted, parts, at, Duration.ofHours(1), limits.partsPerHour(), ReasonDetail.PARTS_AN_HOUR));
        longest.add(day(today, parts, tomorrow));
        longest.add(occurrencesOfDay(today, tomorrow));
        return longest.verdict;
    }

    /** Of several waits the one that ends last; a simulation asks for it thousands of times. */
    private static final class Longest {
        private QuotaVerdict verdict = new Admit();

        void add(Optional<Defer> wait) {
            wait.filter(it -> !(verdict instanceof Defer longest && !it.until().isAfter(longest.until())))
                    .ifPresent(it -> verdict = it);
        }
    }

    /** As they mostly are. */
    private static List<SentPart> sorted(List<SentPart> parts) {
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).at().isBefore(parts.get(i - 1).at())) {
                return parts.stream().sorted(Comparator.comparing(SentPart::at)).toList();
            }
        }
        return parts;
    }

    /** What is left of each limit at {@code at}. @param earlier parts of the last {@link #LOOK_BACK} */
    public QuotaUsage usage(List<SentPart> earlier, Instant at, ZoneId zone) {
        List<SentPart> sorted = sorted(earlier);
        LocalDate date = at.atZone(zone).toLocalDate();
        List<SentPart> today = from(sorted, date.atStartOfDay(zone).toInstant());
        return new QuotaUsage(
                new Count(messages(today), limits.occurrencesPerDay()),
                new Count(today.size(), limits.partsPerDay()),
                new Count(inside(sorted, at, Duration.ofHours(1)).size(), limits.partsPerHour()),
                new Count(inside(sorted, at, Duration.ofMinutes(1)).size(), limits.partsPerMinute()),
                limits.gap().toSeconds(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private Optional<Defer> gap(List<SentPart> sorted, Instant at) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        Instant until = sorted.get(sorted.size() - 1).at().plus(limits.gap());
        return until.isAfter(at)
                ? Optional.of(new Defer(
                        WaitReason.GAP, ReasonDetail.GAP.of(limits.gap().toSeconds()), until))
                : Optional.empty();
    }

    private static Optional<Defer> window(
            List<SentPart> sorted, int parts, Instant at, Duration span, int limit, ReasonDetail rule) {
        List<SentPart> inside = inside(sorted, at, span);
        int tooMany = inside.size() + parts - limit;
        if (tooMany <= 0 || inside.isEmpty()) {
            return Optional.empty();
        }
        Instant freed = inside.get(Math.min(tooMany, inside.size()) - 1).at().plus(span);
        return Optional.of(new Defer(WaitReason.QUOTA, rule.of(limit, inside.size(), parts), freed));
    }

    private Optional<Defer> day(List<SentPart> today, int parts, Instant tomorrow) {
        return !today.isEmpty() && today.size() + parts > limits.partsPerDay()
                ? Optional.of(new Defer(
                        WaitReason.QUOTA,
                        ReasonDetail.PARTS_A_DAY.of(limits.partsPerDay(), today.size(), parts),
                        tomorrow))
                : Optional.empty();
    }

    private Optional<Defer> occurrencesOfDay(List<SentPart> today, Instant tomorrow) {
        // Fewer parts are no more occurrences.
        if (today.size() < limits.occurrencesPerDay()) {
            return Optional.empty();
        }
        long had = messages(today);
        return had >= limits.occurrencesPerDay()
                ? Optional.of(new Defer(
                        WaitReason.QUOTA, ReasonDetail.MESSAGES_A_DAY.of(limits.occurrencesPerDay(), had), tomorrow))
                : Optional.empty();
    }

    private static long messages(List<SentPart> parts) {
        return parts.stream().map(SentPart::occurrenceId).distinct().count();
    }

    /** One that is just as old as the window is long is outside. */
    private static List<SentPart> inside(List<SentPart> sorted, Instant at, Duration span) {
        return from(sorted, at.minus(span).plusNanos(1));
    }

    /** Those at that moment or after it. */
    private static List<SentPart> from(List<SentPart> sorted, Instant moment) {
        int first = sorted.size();
        while (first > 0 && !sorted.get(first - 1).at().isBefore(moment)) {
            first--;
        }
        return sorted.subList(first, sorted.size());
    }
}
