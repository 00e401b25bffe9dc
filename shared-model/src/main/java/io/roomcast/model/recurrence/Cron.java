package io.roomcast.model.recurrence;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.EqualsAndHashCode;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * Six fields as Spring's {@link CronExpression} reads them: second, minute, hour, day of month, month, day of week, with
 * {@code L}, {@code W} and {@code #}, or a macro such as {@code @daily}.
 *
 * <p>Only its syntax is Spring's: it is evaluated over local dates and times, and {@link Timing} turns them into moments,
 * so that a gap or an overlap of a zone means for it what it means for every other rule.
 */
@EqualsAndHashCode(onlyExplicitlyIncluded = true)
public final class Cron implements LocalRule {
    /** Seconds are one number: no room takes a message every second. */
    private static final String ONE_SECOND = "[0-5]?[0-9]";

    private static final int DAYS = 3;
    private static final Pattern NEAREST = Pattern.compile("\\d{1,2}W");

    /** More days before the last one than a month may have: Spring's search then goes backwards. */
    private static final Pattern BEFORE_EVERY_MONTH = Pattern.compile("L-(?:2[89]|[3-9]\\d|\\d{3,})");

    @EqualsAndHashCode.Include
    private final String expression;

    private final List<Part> parts;

    /** A search for the next moment looks at a day and those beside it. */
    private volatile List<Day> latest = List.of();

    private record Day(LocalDate date, SortedSet<LocalTime> times) {}

    /**
     * Of the days of the month in a list each {@code nW} is a part of its own, asked as the days about it: Spring (6.2) passes over
     * the first where that is a Saturday, and leaves the month where its last day is a Sunday.
     *
     * @param nearestTo on no day but the working day of the month that is nearest to this one; 0: on all that it names
     */
    private record Part(CronExpression parsed, int nearestTo) {
        static List<Part> of(String expression) {
            // Refuses what is none, whatever becomes of it.
            var whole = new Part(CronExpression.parse(expression), 0);
            String[] fields = expression.split(" ", -1);
            if (fields.length != 6 || !NEAREST.matcher(fields[DAYS]).find()) {
                return List.of(whole);
            }
            List<String> days = List.of(fields[DAYS].split(",", -1));
            Stream<Part> nearest = days.stream()
                    .filter(day -> NEAREST.matcher(day).matches())
                    .map(day -> Integer.parseInt(day.substring(0, day.length() - 1)))
                    .map(day -> with(fields, Math.max(1, day - 2) + "-" + Math.min(31, day + 2), day));
            String others =
                    days.stream().filter(day -> !NEAREST.matcher(day).matches()).collect(Collectors.joining(","));
            return Stream.concat(nearest, others.isEmpty() ? Stream.of() : Stream.of(with(fields, others, 0)))
                    .toList();
        }

        private static Part with(String[] fields, String days, int nearestTo) {
            String[] changed = fields.clone();
            changed[DAYS] = days;
            return new Part(CronExpression.parse(String.join(" ", changed)), nearestTo);
        }

        Optional<LocalDateTime> after(LocalDateTime moment) {
            LocalDateTime next = next(moment);
            while (next != null && nearestTo > 0 && !isNearest(next.toLocalDate())) {
                next = next(next);
            }
            return Optional.ofNullable(next);
        }

        private @Nullable LocalDateTime next(LocalDateTime moment) {
            LocalDateTime next = parsed.next(moment);
            // A search that does not lead on must not go round for good.
            return next == null || !next.isAfter(moment) ? null : next;
        }

        /** Within its month; a month that does not have the day has none. */
        private boolean isNearest(LocalDate date) {
            if (nearestTo > date.lengthOfMonth()) {
                return false;
            }
            LocalDate day = date.withDayOfMonth(nearestTo);
            long away =
                    switch (day.getDayOfWeek()) {
                        case SATURDAY -> nearestTo == 1 ? 2 : -1;
                        case SUNDAY -> nearestTo == date.lengthOfMonth() ? -2 : 1;
                        default -> 0;
                    };
            return date.equals(day.plusDays(away));
        }
    }

    private Cron(String expression) {
        this.expression = expression;
        this.parts = Part.of(expression);
    }

    /** @throws IllegalArgumentException says what is wrong with it */
    public static Cron parse(String text) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("Plain letters, digits and signs only");
        }
        String stripped = text.strip().replaceAll("\\s+", " ");
        if (stripped.startsWith("@")) {
            return new Cron(stripped.toLowerCase(Locale.ROOT));
        }
        var cron = new Cron(stripped.toUpperCase(Locale.ROOT));
        if (!stripped.split(" ", -1)[0].matches(ONE_SECOND)) {
            throw new IllegalArgumentException("The first field, the second, is one number from 0 to 59");
        }
        if (BEFORE_EVERY_MONTH.matcher(cron.expression).find()) {
            throw new IllegalArgumentException("At most 27 days before the last one: L-27");
        }
        return cron;
    }

    @Override
    public SortedSet<LocalTime> timesOn(LocalDate date) {
        List<Day> known = latest;
        for (Day day : known) {
            if (day.date().equals(date)) {
                return day.times();
            }
        }
        var day = new Day(date, reckonTimesOn(date));
        latest = Stream.concat(Stream.of(day), known.stream().limit(2)).toList();
        return day.times();
    }

    private SortedSet<LocalTime> reckonTimesOn(LocalDate date) {
        var times = new TreeSet<LocalTime>();
        LocalDateTime next = after(lastSecondBefore(date));
        while (next != null && next.toLocalDate().equals(date)) {
            times.add(next.toLocalTime());
            next = after(next);
        }
        return Collections.unmodifiableSortedSet(times);
    }

    @Override
    public Optional<LocalDate> nextDate(LocalDate from) {
        return Optional.ofNullable(after(lastSecondBefore(from))).map(LocalDateTime::toLocalDate);
    }

    private @Nullable LocalDateTime after(LocalDateTime moment) {
        return parts.stream()
                .flatMap(part -> part.after(moment).stream())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static LocalDateTime lastSecondBefore(LocalDate date) {
        return date.atStartOfDay().minusSeconds(1);
    }

    @Override
    public String toString() {
        return expression;
    }
}
