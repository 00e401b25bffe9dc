package io.roomcast.model.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant FOREVER = Instant.parse("2100-01-01T00:00:00Z");

    @Test
    void dailyIsDueAtEachOfItsTimes() {
        Timing timing = timing(new Daily(times("09:00", "18:30")), SEOUL);

        List<Instant> runs = timing.following(Instant.parse("2026-03-01T00:00:00Z"), 3);

        assertThat(runs)
                .containsExactly(
                        Instant.parse("2026-03-01T09:30:00Z"),
                        Instant.parse("2026-03-02T00:00:00Z"),
                        Instant.parse("2026-03-02T09:30:00Z"));
    }

    @Test
    void onceIsDueOnItsDateOnly() {
        Timing timing = timing(new Once(LocalDate.of(2030, 5, 5), times("10:00")), SEOUL);

        assertThat(timing.following(Instant.EPOCH, 5)).containsExactly(Instant.parse("2030-05-05T01:00:00Z"));
        assertThat(timing.nextAfter(Instant.parse("2030-05-05T01:00:00Z"))).isEmpty();
    }

    @Test
    void weeklyIsDueOnItsWeekdaysOnly() {
        Timing timing = timing(new Weekly(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), times("09:00")), SEOUL);

        List<DayOfWeek> days = timing.following(Instant.parse("2026-01-01T00:00:00Z"), 4).stream()
                .map(moment -> moment.atZone(SEOUL).getDayOfWeek())
                .toList();

        assertThat(days).containsExactly(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY);
    }

    /** Looked up in a calendar. */
    @ParameterizedTest
    @CsvSource({
        "1,           2026-01-15, 2026-02-01 2026-03-01 2026-04-01",
        "31,          2026-01-31, 2026-03-31 2026-05-31 2026-07-31",
        "30,          2026-01-30, 2026-03-30 2026-04-30 2026-05-30",
        "last,        2028-01-31, 2028-02-29 2028-03-31 2028-04-30",
        "2:friday,    2026-11-01, 2026-11-13 2026-12-11 2027-01-08",
        "5:monday,    2026-06-30, 2026-08-31 2026-11-30 2027-03-29",
        "last:sunday, 2026-11-01, 2026-11-29 2026-12-27 2027-01-31"
    })
    void monthlyIsDueOnItsDatesAndPassesOverMonthsWithoutThem(String date, LocalDate after, String expected) {
        Timing timing = timing(new Monthly(Set.of(MonthDate.parse(date)), times("09:00")), SEOUL);

        List<String> dates = timing.following(after.atTime(12, 0).atZone(SEOUL).toInstant(), 3).stream()
                .map(moment -> moment.atZone(SEOUL).toLocalDate().toString())
                .toList();

        assertThat(dates).containsExactly(expected.split(" "));
    }

    /** The bound of the search must be wider than any two dates lie apart. */
    @Test
    void noWaitOfAMonthlyRuleIsLongerThanItsBound() {
        for (int place = 1; place <= 5; place++) {
            for (DayOfWeek day : DayOfWeek.values()) {
                assertWithinBound(new MonthDate.Weekday(place, day));
            }
        }
        for (int number = 1; number <= 31; number++) {
            assertWithinBound(new MonthDate.Day(number));
        }
        assertWithinBound(new MonthDate.LastDay());
    }

    private static void assertWithinBound(MonthDate date) {
        var rule = new Monthly(Set.of(date), times("00:00"));
        List<LocalDate> dates = LocalDate.of(2000, 1, 1)
                .datesUntil(LocalDate.of(2100, 1, 1))
                .filter(rule::fallsOn)
                .toList();
        for (int i = 1; i < dates.size(); i++) {
            assertThat(dates.get(i - 1).until(dates.get(i), java.time.temporal.ChronoUnit.DAYS))
                    .as("%s after %s", date, dates.get(i - 1))
                    .isLessThan(rule.longestGapDays());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "32", "01", "first", "6:monday", "0:monday", "last:", "1:Mon", "'1,2'", "''"})
    void whatIsNoDateWithinAMonthIsRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> MonthDate.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** By hand, for the feasts at which holidays, substitutes and weekends stand in a row. */
    @ParameterizedTest
    @CsvSource({
        // Seollal of 2027 is a Sunday: Saturday to Monday, and the Tuesday for it.
        "weekly:saturday, SKIP,     2027-02-01, 2027-02-13 2027-02-20",
        "weekly:monday,   NEXT,     2027-02-01, 2027-02-10 2027-02-15",
        "weekly:monday,   PREVIOUS, 2027-02-01, 2027-02-05 2027-02-15",
        // Chuseok of 2025 with Foundation Day before it and Hangul Day after it.
        "daily,           SKIP,     2025-10-02, 2025-10-04 2025-10-10",
        "daily,           NEXT,     2025-10-02, 2025-10-04 2025-10-10 2025-10-11",
        "monthly:3,       NEXT,     2025-10-01, 2025-10-10 2025-11-03",
        "monthly:3,       PREVIOUS, 2025-10-01, 2025-10-02 2025-11-03",
        // A Sunday that is no holiday stays; New Year's Day of 2028 is a Saturday without a substitute.
        "monthly:1,       NEXT,     2027-12-15, 2028-01-03 2028-02-01"
    })
    void holidaysOfKoreaAreKeptOutOf(String rule, HolidayPolicy policy, LocalDate after, String expected) {
        Set<LocalDate> holidays = KoreanHolidays.table().keySet();
        var adjustments =
                new Adjustments(policy, holidays::contains, Duration.ZERO, 0, Exceptions.NONE, Adjustments.UNLIMITED);
        String[] dates = expected.split(" ");

        List<String> found = timing(parse(rule), SEOUL)
                .with(adjustments)
                .following(after.atTime(23, 0).atZone(SEOUL).toInstant(), dates.length)
                .stream()
                .map(moment -> moment.atZone(SEOUL).toLocalDate().toString())
                .toList();

        assertThat(found).containsExactly(dates);
    }

    private static Recurrence parse(String rule) {
        String[] parts = rule.split(":", 2);
        return switch (parts[0]) {
            case "daily" -> new Daily(times("09:00"));
            case "weekly" -> new Weekly(Set.of(DayOfWeek.valueOf(parts[1].toUpperCase(Locale.ROOT))), times("09:00"));
            default -> new Monthly(Set.of(MonthDate.parse(parts[1])), times("09:00"));
        };
    }

    @Test
    void aDateFarAheadIsFoundAroundHolidays() {
        var adjustments = new Adjustments(
                HolidayPolicy.SKIP, date -> false, Duration.ZERO, 0, Exceptions.NONE, Adjustments.UNLIMITED);

        assertThat(timing(new Once(LocalDate.of(2099, 3, 3), times("09:00")), SEOUL)
                        .with(adjustments)
                        .nextAfter(Instant.parse("2026-01-01T00:00:00Z")))
                .contains(Instant.parse("2099-03-03T00:00:00Z"));
    }

    @Test
    void aRuleThatFallsOnHolidaysOnlyIsNeverDue() {
        var adjustments = new Adjustments(
                HolidayPolicy.SKIP, date -> true, Duration.ZERO, 0, Exceptions.NONE, Adjustments.UNLIMITED);

        assertThat(timing(new Daily(times("09:00")), SEOUL).with(adjustments).nextAfter(Instant.EPOCH))
                .isEmpty();
        assertThat(timing(new Interval(Duration.ofMinutes(5), LocalDate.EPOCH.atStartOfDay()), SEOUL)
                        .with(adjustments)
                        .nextAfter(Instant.EPOCH))
                .isEmpty();
    }

    /** The days on which both fields fit, as Spring reads it; and a date that never comes. */
    @Test
    void cronReadsAsSpringDoes() {
        Timing fridayThe13th = timing(Cron.parse("0 30 9 13 * FRI"), SEOUL);

        assertThat(fridayThe13th.following(Instant.parse("2026-01-01T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-02-13T00:30:00Z"),
                        Instant.parse("2026-03-13T00:30:00Z"),
                        Instant.parse("2026-11-13T00:30:00Z"));
        assertThat(timing(Cron.parse("0 0 9 30 2 ?"), SEOUL).nextAfter(Instant.EPOCH))
                .isEmpty();
        assertThat(Cron.parse(" 0  0 9 * * mon-fri ")).isEqualTo(Cron.parse("0 0 9 * * MON-FRI"));
    }

    @ParameterizedTest
    @CsvSource({
        "'* * * * * *'",
        "'*/5 0 9 * * *'",
        "'0 0 9 * *'",
        "'0 0 25 * * *'",
        "'rubbish'",
        "'@never'",
        "''",
        "'0 0 9 L-30 * *'",
        "'0 0 9 L-1000 * *'",
        "'0 ０ 9 * * *'"
    })
    void whatIsNoCronExpressionOrTooFastIsRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Cron.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Close to the end of a short month Spring's own search goes backwards. */
    @Test
    void daysBeforeTheLastOneAreFoundInEveryMonth() {
        assertThat(timing(Cron.parse("0 0 9 L-27 * *"), SEOUL).following(Instant.parse("2027-01-31T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2027-02-01T00:00:00Z"),
                        Instant.parse("2027-03-04T00:00:00Z"),
                        Instant.parse("2027-04-03T00:00:00Z"));
    }

    /** The first was a Saturday in February and March 2025, the 31st a Sunday in May 2026. */
    @Test
    void theWorkingDayNearestToADayStaysInItsMonth() {
        assertThat(timing(Cron.parse("0 0 9 31W * *"), SEOUL).following(Instant.parse("2026-01-01T00:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2026-01-30T00:00:00Z"),
                        Instant.parse("2026-03-31T00:00:00Z"),
                        Instant.parse("2026-05-29T00:00:00Z"));
        assertThat(timing(Cron.parse("0 0 9 1W * *"), SEOUL).following(Instant.parse("2025-01-31T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2025-02-03T00:00:00Z"),
                        Instant.parse("2025-03-03T00:00:00Z"),
                        Instant.parse("2025-04-01T00:00:00Z"));
        assertThat(timing(Cron.parse("0 0 9 15,1W * *"), SEOUL).following(Instant.parse("2025-01-31T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2025-02-03T00:00:00Z"),
                        Instant.parse("2025-02-15T00:00:00Z"),
                        Instant.parse("2025-03-03T00:00:00Z"));
    }

    /** Every run is later by the same span, which is the room's own. */
    @Test
    void jitterGivesEachRoomAPlaceInTheWindow() {
        Duration window = Duration.ofMinutes(10);
        Recurrence rule =
                new Interval(Duration.ofMinutes(3), LocalDate.of(2026, 1, 1).atStartOfDay());
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        var shifts = new TreeSet<Duration>();
        for (long room = 1; room <= 200; room++) {
            Duration shift = spread(window, room).shift();
            List<Instant> runs = timing(rule, SEOUL).with(spread(window, room)).following(start, 50);

            assertThat(shift).isBetween(Duration.ZERO, window.minusSeconds(1));
            assertThat(runs)
                    .isEqualTo(timing(rule, SEOUL).following(start.minus(shift), 50).stream()
                            .map(moment -> moment.plus(shift))
                            .toList());
            shifts.add(shift);
        }
        assertThat(shifts).hasSizeGreaterThan(100);
    }

    private static Adjustments spread(Duration window, long seed) {
        return new Adjustments(
                HolidayPolicy.IGNORE, Holidays.NONE, window, seed, Exceptions.NONE, Adjustments.UNLIMITED);
    }

    @Test
    void singleRunsAreSkippedAndMoved() {
        Instant second = Instant.parse("2026-03-02T00:00:00Z");
        Instant third = Instant.parse("2026-03-03T00:00:00Z");
        Instant moved = Instant.parse("2026-03-04T06:00:00Z");
        var exceptions = new Exceptions(Set.of(second, third), new TreeSet<>(Set.of(moved)));
        Timing timing = timing(new Daily(times("09:00")), SEOUL).with(Adjustments.NONE.withExceptions(exceptions));

        assertThat(timing.following(Instant.parse("2026-02-28T12:00:00Z"), 4))
                .containsExactly(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-04T00:00:00Z"),
                        moved,
                        Instant.parse("2026-03-05T00:00:00Z"));
        assertThat(timing.isDueAt(second)).isFalse();
        assertThat(timing.isDueAt(moved)).isTrue();
    }

    @Test
    void aNumberOfRunsEndsIt() {
        Timing timing = timing(new Daily(times("09:00", "10:00")), SEOUL).with(Adjustments.NONE.withRunsLeft(3));

        assertThat(timing.following(Instant.EPOCH, 10)).hasSize(3);
        assertThat(timing.with(Adjustments.NONE.withRunsLeft(0)).nextAfter(Instant.EPOCH))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 02:30, 2026-03-08T07:30:00Z", // lost hour: later by its length
        "America/New_York, 2026-11-01, 01:30, 2026-11-01T05:30:00Z", // hour that comes twice: its first passing
        "Australia/Lord_Howe, 2026-10-04, 02:15, 2026-10-03T15:45:00Z", // a gap of half an hour
        "Asia/Seoul, 2028-02-29, 09:00, 2028-02-29T00:00:00Z"
    })
    void daylightSavingShiftsAsPromised(String zone, LocalDate date, LocalTime time, Instant expected) {
        Timing timing = timing(new Once(date, new TreeSet<>(Set.of(time))), ZoneId.of(zone));

        assertThat(timing.nextAfter(Instant.EPOCH)).contains(expected);
    }

    @Test
    void bothEndsOfTheValidityCountAsInside() {
        Instant first = Instant.parse("2026-06-01T00:00:00Z");
        Instant last = Instant.parse("2026-06-03T00:00:00Z");
        var timing = new Timing(new Daily(times("09:00")), SEOUL, first, last);

        assertThat(timing.following(Instant.EPOCH, 10))
                .containsExactly(first, Instant.parse("2026-06-02T00:00:00Z"), last);
    }

    /** The oracle turns every date of a window into moments by itself and sorts them. */
    @Test
    void agreesWithBruteForceInEveryZoneAroundItsTransitions() {
        var random = new Random(20_261_120);
        for (String id : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(id);
            for (Instant around : interesting(zone, random)) {
                DateRule rule = randomRule(random, around.atZone(zone).toLocalDate());
                Instant start = around.minusSeconds(3 * 86_400L);

                List<Instant> runs = timing(rule, zone).following(start, 6);

                assertThat(runs)
                        .as("%s in %s after %s", rule, zone, start)
                        .containsExactlyElementsOf(
                                oracle(rule, zone, start).limit(6).toList());
            }
        }
    }

    private static List<Instant> interesting(ZoneId zone, Random random) {
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        Instant until = Instant.parse("2040-12-31T00:00:00Z");
        var moments = new java.util.ArrayList<Instant>();
        ZoneOffsetTransition transition = zone.getRules().nextTransition(from);
        while (transition != null && transition.getInstant().isBefore(until)) {
            moments.add(transition.getInstant());
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
        for (int i = 0; i < 5; i++) {
            moments.add(from.plusSeconds(random.nextLong(0, 21L * 365 * 86_400)));
        }
        return moments;
    }

    private static DateRule randomRule(Random random, LocalDate date) {
        SortedSet<LocalTime> times = Stream.generate(() -> LocalTime.of(random.nextInt(24), random.nextInt(4) * 15))
                .limit(1 + random.nextInt(4))
                .collect(Collectors.toCollection(TreeSet::new));
        return switch (random.nextInt(4)) {
            case 0 -> new Once(date, times);
            case 1 -> new Daily(times);
            case 2 ->
                new Monthly(
                        Stream.generate(() -> randomMonthDate(random))
                                .limit(1 + random.nextInt(3))
                                .collect(Collectors.toSet()),
                        times);
            default ->
                new Weekly(
                        random.ints(1 + random.nextInt(3), 1, 8)
                                .mapToObj(DayOfWeek::of)
                                .collect(Collectors.toSet()),
                        times);
        };
    }

    private static MonthDate randomMonthDate(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new MonthDate.Day(1 + random.nextInt(31));
            case 1 -> new MonthDate.LastDay();
            default ->
                new MonthDate.Weekday(
                        random.nextInt(6) == 0 ? MonthDate.LAST : 1 + random.nextInt(5),
                        DayOfWeek.of(1 + random.nextInt(7)));
        };
    }

    private static Stream<Instant> oracle(DateRule rule, ZoneId zone, Instant after) {
        LocalDate start = after.atZone(zone).toLocalDate().minusDays(2);
        return start.datesUntil(start.plusDays(900))
                .filter(rule::fallsOn)
                .flatMap(date -> rule.times().stream()
                        .map(time -> ZonedDateTime.of(date, time, zone).toInstant()))
                .filter(moment -> moment.isAfter(after))
                .sorted()
                .distinct();
    }

    private static Timing timing(Recurrence rule, ZoneId zone) {
        return new Timing(rule, zone, Instant.EPOCH, FOREVER);
    }

    private static SortedSet<LocalTime> times(String... times) {
        return Stream.of(times).map(LocalTime::parse).collect(Collectors.toCollection(TreeSet::new));
    }
}
