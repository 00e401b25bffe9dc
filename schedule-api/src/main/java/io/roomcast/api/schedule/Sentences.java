package io.roomcast.api.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.api.sentence.Sentence;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.recurrence.MonthDate;
import io.roomcast.model.schedule.TimingColumns;
import io.roomcast.model.sql.Enums;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in Korean and English when a schedule is sent: 매주 월·수 오전 9:00, 공휴일 제외. */
final class Sentences {
    private static final DateTimeFormatter KOREAN_TIME = DateTimeFormatter.ofPattern("a h:mm", Locale.KOREAN);
    private static final DateTimeFormatter ENGLISH_TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);
    private static final DateTimeFormatter KOREAN_DATE = DateTimeFormatter.ofPattern("yyyy년 M월 d일 (E)", Locale.KOREAN);
    private static final DateTimeFormatter ENGLISH_DATE =
            DateTimeFormatter.ofPattern("EEE, MMM d, yyyy", Locale.ENGLISH);
    private static final List<String> KOREAN_PLACES = List.of("첫째", "둘째", "셋째", "넷째", "다섯째");
    private static final List<String> ENGLISH_PLACES = List.of("first", "second", "third", "fourth", "fifth");
    private static final int MINUTES_AN_HOUR = 60;
    private static final int MINUTES_A_DAY = 24 * MINUTES_AN_HOUR;

    private static final Sentence UNREADABLE = new Sentence(
            "읽을 수 없는 규칙입니다. 언제 보낼지 다시 정해 주세요", "A rule that cannot be understood. Set anew when it is sent");

    private Sentences() {}

    /** Of a row that nobody understands it says so: whoever is to mend it must see it. */
    static Sentence ofStored(TimingColumns timing) {
        try {
            return of(timing);
        } catch (RuntimeException e) {
            return UNREADABLE;
        }
    }

    static Sentence of(TimingColumns timing) {
        return new Sentence(
                korean(timing) + koreanHolidays(timing.holidayPolicy()) + koreanEnd(timing.maxRuns()),
                english(timing) + englishHolidays(timing.holidayPolicy()) + englishEnd(timing.maxRuns()));
    }

    private static String korean(TimingColumns timing) {
        String times = times(timing, KOREAN_TIME);
        return switch (timing.scheduleType()) {
            case "once" -> KOREAN_DATE.format(Objects.requireNonNull(timing.scheduleDate())) + " " + times;
            case "daily" -> "매일 " + times;
            case "weekly" -> "매주 " + weekdays(timing, Locale.KOREAN, "·") + " " + times;
            case "monthly" -> "매월 " + monthDays(timing, Sentences::koreanDate, "·") + " " + times;
            case "interval" ->
                koreanSpan(Objects.requireNonNull(timing.intervalMinutes())) + "마다, "
                        + anchor(timing, KOREAN_DATE, KOREAN_TIME) + "부터";
            default -> "크론 " + timing.cronExpression();
        };
    }

    private static String english(TimingColumns timing) {
        String times = times(timing, ENGLISH_TIME);
        return switch (timing.scheduleType()) {
            case "once" -> ENGLISH_DATE.format(Objects.requireNonNull(timing.scheduleDate())) + " at " + times;
            case "daily" -> "Every day at " + times;
            case "weekly" -> "Every " + weekdays(timing, Locale.ENGLISH, ", ") + " at " + times;
            case "monthly" -> "Every month on " + monthDays(timing, Sentences::englishDate, ", ") + " at " + times;
            case "interval" ->
                "Every " + englishSpan(Objects.requireNonNull(timing.intervalMinutes())) + ", from "
                        + anchor(timing, ENGLISH_DATE, ENGLISH_TIME);
            default -> "Cron " + timing.cronExpression();
        };
    }

    private static String times(TimingColumns timing, DateTimeFormatter format) {
        return ContentJson.read(timing.scheduleTimes(), new TypeReference<List<LocalTime>>() {}).stream()
                .map(format::format)
                .collect(Collectors.joining(", "));
    }

    private static String weekdays(TimingColumns timing, Locale locale, String separator) {
        return Arrays.stream(Objects.requireNonNull(timing.scheduleWeekdays()).split(",", -1))
                .map(name -> Enums.parse(DayOfWeek.class, name).getDisplayName(TextStyle.SHORT, locale))
                .collect(Collectors.joining(separator));
    }

    private static String monthDays(TimingColumns timing, Function<MonthDate, String> naming, String separator) {
        return Arrays.stream(Objects.requireNonNull(timing.scheduleMonthDays()).split(",", -1))
                .map(MonthDate::parse)
                .map(naming)
                .collect(Collectors.joining(separator));
    }

    private static String koreanDate(MonthDate date) {
        if (date instanceof MonthDate.Weekday weekday) {
            return place(weekday.place(), KOREAN_PLACES, "마지막") + " "
                    + weekday.day().getDisplayName(TextStyle.FULL, Locale.KOREAN);
        }
        return date instanceof MonthDate.Day day ? day.number() + "일" : "말일";
    }

    private static String englishDate(MonthDate date) {
        if (date instanceof MonthDate.Weekday weekday) {
            return "the " + place(weekday.place(), ENGLISH_PLACES, "last") + " "
                    + weekday.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        }
        return date instanceof MonthDate.Day day ? "day " + day.number() : "the last day";
    }

    private static String place(int place, List<String> names, String last) {
        return place == MonthDate.LAST ? last : names.get(place - 1);
    }

    private static String koreanSpan(int minutes) {
        if (minutes % MINUTES_A_DAY == 0) {
            return minutes / MINUTES_A_DAY + "일";
        }
        return minutes % MINUTES_AN_HOUR == 0 ? minutes / MINUTES_AN_HOUR + "시간" : minutes + "분";
    }

    private static String englishSpan(int minutes) {
        if (minutes % MINUTES_A_DAY == 0) {
            return count(minutes / MINUTES_A_DAY, "day");
        }
        return minutes % MINUTES_AN_HOUR == 0 ? count(minutes / MINUTES_AN_HOUR, "hour") : count(minutes, "minute");
    }

    private static String count(int count, String unit) {
        return count == 1 ? unit : count + " " + unit + "s";
    }

    private static String anchor(TimingColumns timing, DateTimeFormatter date, DateTimeFormatter time) {
        LocalDateTime anchor = Objects.requireNonNull(timing.intervalAnchor());
        return date.format(anchor) + " " + time.format(anchor);
    }

    private static String koreanHolidays(String policy) {
        return switch (policy) {
            case "skip" -> ", 공휴일 제외";
            case "previous" -> ", 공휴일이면 앞 영업일";
            case "next" -> ", 공휴일이면 다음 영업일";
            default -> "";
        };
    }

    private static String englishHolidays(String policy) {
        return switch (policy) {
            case "skip" -> ", except on public holidays";
            case "previous" -> ", on the business day before a public holiday";
            case "next" -> ", on the business day after a public holiday";
            default -> "";
        };
    }

    private static String koreanEnd(@Nullable Integer maxRuns) {
        return maxRuns == null ? "" : ", " + maxRuns + "회까지";
    }

    private static String englishEnd(@Nullable Integer maxRuns) {
        return maxRuns == null ? "" : maxRuns == 1 ? ", once" : ", " + maxRuns + " times";
    }
}
