package io.roomcast.model.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of rule against a library that has nothing to do with it: RFC 5545 rules by lib-recur for dates, cron-utils
 * for cron. Gaps, overlaps and holidays are put upon what those say by the test's own means.
 */
class OracleTest {
    private static final int RULES = 100_000;
    private static final int SHARES = 4;
    private static final int RUNS = 4;
    private static final long SEED = 20_261_120L;
    private static final LocalDate FROM = LocalDate.of(2024, 2, 15);
    private static final int DAYS = 365 * 11 + 200;
    private static final List<ZoneId> ZONES = Stream.of(
                    "Asia/Seoul",
                    "Asia/Tokyo",
                    "Asia/Kolkata",
                    "Asia/Kathmandu",
                    "Asia/Tehran",
                    "Asia/Beirut",
                    "Asia/Gaza",
                    "Europe/London",
                    "Europe/Berlin",
                    "Europe/Lisbon",
                    "Europe/Chisinau",
                    "Africa/Cairo",
                    "Africa/Casablanca",
                    "America/New_York",
                    "America/Los_Angeles",
                    "America/St_Johns",
                    "America/Havana",
                    "America/Santiago",
                    "America/Asuncion",
                    "America/Nuuk",
                    "Atlantic/Azores",
                    "Australia/Sydney",
                    "Australia/Lord_Howe",
                    "Pacific/Auckland",
                    "Pacific/Chatham",
                    "Pacific/Apia",
                    "UTC")
            .map(ZoneId::of)
            .toList();

    private final Set<LocalDate> holidays = KoreanHolidays.table().keySet();
    private Random random;
    private long compared;

    /** Shares of them, at once. */
    @ParameterizedTest
    @ValueSource(longs = {SEED, SEED + 1, SEED + 2, SEED + 3})
    @Execution(ExecutionMode.CONCURRENT)
    void aHundredThousandRandomRulesAgree(long seed) {
        random = new Random(seed);
        for (int i = 0; i < RULES / SHARES; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            LocalDate date = FROM.plusDays(random.nextInt(DAYS));
            Instant after = around(date, zone);
            HolidayPolicy policy =
                    random.nextInt(3) == 0 ? HolidayPolicy.values()[1 + random.nextInt(3)] : HolidayPolicy.IGNORE;
            switch (random.nextInt(10)) {
                case 0 -> assertInterval(zone, date, after);
                case 1 -> assertCron(zone, after, policy);
                default -> assertDates(zone, after, policy);
            }
        }
        assertThat(compared).isGreaterThan(RULES / SHARES * 3L);
    }

    /** Near a change of the zone's offset for every second rule, as far as it has any. */
    private Instant around(LocalDate date, ZoneId zone) {
        Instant moment =
                date.atTime(random.nextInt(24), random.nextInt(60)).atZone(zone).toInstant();
        ZoneOffsetTransition transition = zone.getRules().nextTransition(moment);
        boolean near = transition != null
                && random.nextBoolean()
                && transition.getInstant().isBefore(Instant.parse("2035-12-01T00:00:00Z"));
        return near ? transition.getInstant().minusSeconds(random.nextInt(2 * 86_400)) : moment;
    }

    private void assertDates(ZoneId zone, Instant after, HolidayPolicy policy) {
        SortedSet<LocalTime> times = randomTimes();
        DateRule rule;
        List<String> rfc;
        switch (random.nextInt(3)) {
            case 0 -> {
                rule = new Daily(times);
                rfc = List.of("FREQ=DAILY");
            }
            case 1 -> {
                Set<DayOfWeek> days = random.ints(1 + random.nextInt(4), 1, 8)
                        .mapToObj(DayOfWeek::of)
                        .collect(Collectors.toSet());
                rule = new Weekly(days, times);
                rfc = List.of("FREQ=WEEKLY;BYDAY="
                        + days.stream().map(OracleTest::rfc).collect(Collectors.joining(",")));
            }
            default -> {
                Set<MonthDate> dates = Stream.generate(this::randomMonthDate)
                        .limit(1 + random.nextInt(3))
                        .collect(Collectors.toSet());
                rule = new Monthly(dates, times);
                rfc = dates.stream().map(OracleTest::rfc).toList();
            }
        }
        var locals = new TreeSet<LocalDateTime>();
        for (String text : rfc) {
            recur(text, after.atZone(zone).toLocalDate())
                    .forEach(date -> times.forEach(time -> locals.add(date.atTime(time))));
        }
        assertAgrees(rule, zone, after, policy, locals);
    }

    private void assertCron(ZoneId zone, Instant after, HolidayPolicy policy) {
        // What a holiday moves comes from farther away: too far for what is due every few minutes.
        boolean moves = policy == HolidayPolicy.PREVIOUS || policy == HolidayPolicy.NEXT;
        String expression = randomCron(!moves && random.nextBoolean());
        LocalDateTime around = after.atZone(zone).toLocalDateTime();
        LocalDateTime pastGaps = moves ? around.plusDays(20) : around.plusHours(2);
        ZonedDateTime next =
                around.minus(moves ? Duration.ofDays(20) : Duration.ofHours(3)).atZone(ZoneOffset.UTC);
        ZonedDateTime end = next.plusDays(160);
        ExecutionTime time = ExecutionTime.forCron(
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.SPRING53)).parse(expression));
        var locals = new TreeSet<LocalDateTime>();
        for (int later = 0; later < RUNS; ) {
            next = time.nextExecution(next).orElse(end);
            if (!next.isBefore(end)) {
                break;
            }
            LocalDateTime local = next.toLocalDateTime();
            locals.add(local);
            boolean isLeftOut = policy == HolidayPolicy.SKIP && holidays.contains(local.toLocalDate());
            later += local.isAfter(pastGaps) && !isLeftOut ? 1 : 0;
        }
        assertAgrees(Cron.parse(expression), zone, after, policy, locals);
    }

    private void assertInterval(ZoneId zone, LocalDate date, Instant after) {
        Duration every = Duration.ofMinutes(1 + random.nextInt(3_000));
        LocalDateTime anchor = date.minusDays(random.nextInt(30)).atTime(random.nextInt(24), random.nextInt(60));
        boolean skips = random.nextBoolean();
        var expected = new ArrayList<Instant>();
        Instant next = anchor.toInstant(offset(anchor, zone));
        while (next.isAfter(after)) {
            next = next.minus(every);
        }
        while (expected.size() < RUNS) {
            next = next.plus(every);
            if (next.isAfter(after)
                    && !(skips && holidays.contains(next.atZone(zone).toLocalDate()))) {
                expected.add(next);
            }
        }
        Timing timing = timing(new Interval(every, anchor), zone, skips ? HolidayPolicy.SKIP : HolidayPolicy.IGNORE);
        assertThat(timing.following(after, RUNS))
                .as("every %s from %s in %s after %s", every, anchor, zone, after)
                .isEqualTo(expected);
    }

    private void assertAgrees(
            LocalRule rule, ZoneId zone, Instant after, HolidayPolicy policy, Set<LocalDateTime> locals) {
        List<Instant> expected = locals.stream()
                .flatMap(local -> moved(local, policy))
                .map(local -> local.toInstant(offset(local, zone)))
                .sorted()
                .distinct()
                .filter(moment -> moment.isAfter(after))
                .limit(RUNS)
                .toList();
        compared += expected.size();
        List<Instant> found = timing(rule, zone, policy).following(after, expected.size());
        assertThat(found)
                .as("%s in %s after %s, holidays: %s", rule, zone, after, policy)
                .isEqualTo(expected);
    }

    private Timing timing(Recurrence rule, ZoneId zone, HolidayPolicy policy) {
        var adjustments =
                new Adjustments(policy, holidays::contains, Duration.ZERO, 0, Exceptions.NONE, Adjustments.UNLIMITED);
        return new Timing(rule, zone, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), adjustments);
    }

    private Stream<LocalDateTime> moved(LocalDateTime local, HolidayPolicy policy) {
        LocalDate date = local.toLocalDate();
        if (policy == HolidayPolicy.IGNORE || !holidays.contains(date)) {
            return Stream.of(local);
        }
        if (policy == HolidayPolicy.SKIP) {
            return Stream.empty();
        }
        int step = policy == HolidayPolicy.NEXT ? 1 : -1;
        do {
            date = date.plusDays(step);
        } while (date.getDayOfWeek().getValue() > 5 || holidays.contains(date));
        return Stream.of(date.atTime(local.toLocalTime()));
    }

    /** In an overlap the earlier one's, in a gap the one before it: which is to be later by the gap. */
    private static ZoneOffset offset(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        return valid.isEmpty() ? zone.getRules().getTransition(local).getOffsetBefore() : valid.get(0);
    }

    private static List<LocalDate> recur(String rfc, LocalDate around) {
        LocalDate start = around.minusDays(20);
        var found = new ArrayList<LocalDate>();
        try {
            RecurrenceRuleIterator iterator = new RecurrenceRule(rfc)
                    .iterator(new DateTime(start.getYear(), start.getMonthValue() - 1, start.getDayOfMonth()));
            LocalDate end = around.plusDays(rfc.startsWith("FREQ=MONTHLY") ? 200 : 45);
            while (iterator.hasNext()) {
                DateTime next = iterator.nextDateTime();
                LocalDate date = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
                if (date.isAfter(end)) {
                    break;
                }
                found.add(date);
            }
        } catch (InvalidRecurrenceRuleException e) {
            throw new IllegalStateException(rfc, e);
        }
        return found;
    }

    private static String rfc(MonthDate date) {
        if (date instanceof MonthDate.Weekday weekday) {
            return "FREQ=MONTHLY;BYDAY=" + weekday.place() + rfc(weekday.day());
        }
        return "FREQ=MONTHLY;BYMONTHDAY=" + (date instanceof MonthDate.Day day ? day.number() : -1);
    }

    private static String rfc(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    private SortedSet<LocalTime> randomTimes() {
        return Stream.generate(() -> LocalTime.of(random.nextInt(24), random.nextInt(12) * 5))
                .limit(1 + random.nextInt(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private MonthDate randomMonthDate() {
        return switch (random.nextInt(3)) {
            case 0 -> new MonthDate.Day(1 + random.nextInt(31));
            case 1 -> new MonthDate.LastDay();
            default ->
                new MonthDate.Weekday(
                        random.nextInt(6) == 0 ? MonthDate.LAST : 1 + random.nextInt(5),
                        DayOfWeek.of(1 + random.nextInt(7)));
        };
    }

    /**
     * Either by the day of the month or by that of the week: libraries differ in what both at once mean.
     *
     * @param dense with steps, ranges and all of the minutes and hours
     */
    private String randomCron(boolean dense) {
        String day =
                switch (random.nextInt(dense ? 10 : 8)) {
                    case 0 -> "%d * ?".formatted(1 + random.nextInt(28));
                    case 1 -> "*/%d * ?".formatted(2 + random.nextInt(9));
                    case 2 -> "? * %s".formatted(rfc3(DayOfWeek.of(1 + random.nextInt(7))));
                    case 3 -> "L * ?";
                    // The library lets later ones leave a February; TimingTest has them.
                    case 4 -> "%dW * ?".formatted(1 + random.nextInt(27));
                    case 5 -> "? * %s#%d".formatted(rfc3(DayOfWeek.of(1 + random.nextInt(7))), 1 + random.nextInt(4));
                    case 6 -> "? * %sL".formatted(rfc3(DayOfWeek.of(1 + random.nextInt(7))));
                    case 7 -> "? %d-12 MON-FRI".formatted(1 + random.nextInt(11));
                    default -> "* * ?";
                };
        String minutes = dense ? field(60) : String.valueOf(random.nextInt(60));
        String hours = dense ? field(24) : "%d,%d".formatted(random.nextInt(12), 12 + random.nextInt(12));
        return "%d %s %s %s".formatted(random.nextInt(60), minutes, hours, day);
    }

    /** All, every nth, a range, every nth of a range, or some of the numbers below {@code end}. */
    private String field(int end) {
        int first = random.nextInt(end / 2);
        int last = first + random.nextInt(end - first);
        return switch (random.nextInt(6)) {
            case 0 -> "*";
            case 1 -> "*/%d".formatted(1 + random.nextInt(end - 1));
            case 2 -> "%d-%d".formatted(first, last);
            case 3 -> "%d-%d/%d".formatted(first, last, 1 + random.nextInt(end / 4));
            case 4 -> "%d/%d".formatted(first, 1 + random.nextInt(end - 1));
            default -> "%d,%d".formatted(first, last);
        };
    }

    private static String rfc3(DayOfWeek day) {
        return day.name().substring(0, 3);
    }
}
