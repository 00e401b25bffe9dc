package io.roomcast.model.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.DangiCalendar;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of holidays against the law, with the lunar dates reckoned by ICU's Dangi calendar.
 *
 * <p>Act on Public Holidays (Korea) as of 2026 and its decree: a substitute is the first day after that is neither a
 * Saturday, a Sunday nor a holiday. New Year's Day and Memorial Day have none; the three days of Seollal and Chuseok have
 * one for a Sunday or another holiday, the others for a Saturday, too. Elections: Public Official Election Act, articles 34 and 35.
 */
class KoreanHolidaysTest {
    private static final int FIRST_YEAR = 2024;
    private static final int LAST_YEAR = 2035;
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Proclaimed one by one; one of them the election after a term that ended before its time. */
    private static final Set<LocalDate> PROCLAIMED =
            Set.of(LocalDate.of(2024, 10, 1), LocalDate.of(2025, 1, 27), LocalDate.of(2025, 6, 3));

    @Test
    void theTableIsWhatTheLawSays() {
        var expected = new TreeSet<>(PROCLAIMED);
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            expected.addAll(ofYear(year));
        }
        expected.addAll(elections(expected));

        assertThat(KoreanHolidays.table().keySet()).containsExactlyElementsOf(expected);
    }

    @Test
    void lunarHolidaysAreNamedAsSuch() {
        Map<LocalDate, String> table = KoreanHolidays.table();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            assertThat(table.get(lunar(year, 1, 1))).contains("설날");
            assertThat(table.get(lunar(year, 4, 8))).contains("부처님오신날");
            assertThat(table.get(lunar(year, 8, 15))).contains("추석");
        }
    }

    /** At the end of each term, counted back from its last day: of the assembly, of local councils, of the president. */
    private static Set<LocalDate> elections(Set<LocalDate> holidays) {
        var days = new TreeSet<LocalDate>();
        List.of(2024, 2028, 2032)
                .forEach(year -> days.add(election(day(year, 5, 29).minusDays(50), holidays)));
        List.of(2026, 2030, 2034)
                .forEach(year -> days.add(election(day(year, 6, 30).minusDays(30), holidays)));
        List.of(2030, 2035).forEach(year -> days.add(election(day(year, 6, 3).minusDays(70), holidays)));
        return days;
    }

    /** The first Wednesday from then on; a week later where it, the day before or the day after is a holiday. */
    private static LocalDate election(LocalDate from, Set<LocalDate> holidays) {
        LocalDate wednesday = from.with(TemporalAdjusters.nextOrSame(DayOfWeek.WEDNESDAY));
        boolean isClose = Stream.of(wednesday.minusDays(1), wednesday, wednesday.plusDays(1))
                .anyMatch(holidays::contains);
        return isClose ? wednesday.plusWeeks(1) : wednesday;
    }

    private static Set<LocalDate> ofYear(int year) {
        List<LocalDate> feasts = List.of(lunar(year, 1, 1), lunar(year, 8, 15));
        var threeDays = new TreeSet<LocalDate>();
        feasts.forEach(feast -> threeDays.addAll(List.of(feast.minusDays(1), feast, feast.plusDays(1))));
        var others = new HashMap<LocalDate, Integer>();
        List.of(
                        day(year, 3, 1),
                        day(year, 5, 5),
                        day(year, 8, 15),
                        day(year, 10, 3),
                        day(year, 10, 9),
                        day(year, 12, 25))
                .forEach(date -> others.merge(date, 1, Integer::sum));
        others.merge(lunar(year, 4, 8), 1, Integer::sum);
        if (year >= 2026) {
            others.merge(day(year, 5, 1), 1, Integer::sum);
            others.merge(day(year, 7, 17), 1, Integer::sum);
        }
        var all = new TreeSet<LocalDate>(threeDays);
        all.addAll(others.keySet());
        all.add(day(year, 1, 1));
        all.add(day(year, 6, 6));
        var owed = new TreeSet<LocalDate>();
        others.forEach((date, count) -> {
            if (isWeekend(date) || count > 1) {
                owed.add(date);
            }
        });
        // One more day for the three, whichever of them it is that falls on a Sunday or another holiday.
        feasts.stream()
                .filter(feast -> List.of(feast.minusDays(1), feast, feast.plusDays(1)).stream()
                        .anyMatch(date -> date.getDayOfWeek() == DayOfWeek.SUNDAY || others.containsKey(date)))
                .forEach(feast -> owed.add(feast.plusDays(1)));
        owed.forEach(date -> all.add(substitute(date, all)));
        return all;
    }

    private static LocalDate substitute(LocalDate date, Set<LocalDate> holidays) {
        LocalDate next = date.plusDays(1);
        while (isWeekend(next) || holidays.contains(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static LocalDate day(int year, int month, int day) {
        return LocalDate.of(year, month, day);
    }

    /** Searched day by day: of a month that comes twice the first, which is the one that counts. */
    private static LocalDate lunar(int year, int month, int day) {
        var calendar = new DangiCalendar(com.ibm.icu.util.TimeZone.getTimeZone(SEOUL.getId()), ULocale.KOREA);
        return LocalDate.of(year, 1, 15)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(date -> {
                    calendar.setTime(Date.from(date.atTime(12, 0).atZone(SEOUL).toInstant()));
                    return calendar.get(com.ibm.icu.util.Calendar.MONTH) == month - 1
                            && calendar.get(com.ibm.icu.util.Calendar.DAY_OF_MONTH) == day
                            && calendar.get(DangiCalendar.IS_LEAP_MONTH) == 0;
                })
                .findFirst()
                .orElseThrow();
    }
}
