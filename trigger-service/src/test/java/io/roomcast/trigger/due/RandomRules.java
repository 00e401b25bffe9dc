package io.roomcast.trigger.due;

import io.roomcast.model.schedule.RunException;
import io.roomcast.model.schedule.TimingColumns;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules of all kinds, with runs to make up. @param now up to which they are */
record RandomRules(Random random, long room, Instant now) {
    private static final List<String> ZONES = List.of(
            "Asia/Seoul",
            "UTC",
            "America/New_York",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "America/St_Johns",
            "America/Caracas",
            "Europe/London",
            "Europe/Berlin",
            "Europe/Lisbon",
            "Europe/Moscow",
            "Africa/Cairo",
            "Africa/Casablanca",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Asia/Tehran",
            "Asia/Tokyo",
            "Asia/Shanghai",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "Pacific/Apia",
            "Pacific/Chatham",
            "Pacific/Kiritimati",
            "Pacific/Marquesas");

    TimingColumns timing(Instant start) {
        LocalTime time = time();
        String type = List.of("daily", "weekly", "monthly", "once", "interval", "cron")
                .get(random.nextInt(6));
        LocalDate yesterday = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        boolean ofDates = !List.of("interval", "cron").contains(type);
        String policy =
                List.of("ignore", "skip", "next", "previous").get(random.nextInt(type.equals("interval") ? 2 : 4));
        return new TimingColumns(
                room,
                type,
                type.equals("once") ? yesterday : null,
                ofDates ? times() : "[]",
                type.equals("weekly") ? weekdays(yesterday.getDayOfWeek()) : null,
                type.equals("monthly") ? dates(yesterday) : null,
                type.equals("interval") ? 60 + random.nextInt(600) : null,
                type.equals("interval") ? LocalDateTime.ofInstant(start, ZoneOffset.UTC) : null,
                type.equals("cron")
                        ? "0 %d %d,%d * * *".formatted(time.getMinute(), time.getHour(), (time.getHour() + 5) % 24)
                        : null,
                policy,
                random.nextBoolean() ? 0 : 1 + random.nextInt(3_600),
                random.nextInt(4) == 0 ? 1 + random.nextInt(3) : null,
                0,
                ZONES.get(random.nextInt(ZONES.size())),
                start.minusSeconds(86_400),
                now.plusSeconds(86_400L * 30));
    }

    private LocalTime time() {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private String times() {
        return Stream.generate(this::time)
                .limit(1 + random.nextInt(3))
                .distinct()
                .sorted()
                .map(time -> "\"" + time + ":00\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** With one that has been. */
    private String weekdays(DayOfWeek been) {
        return Stream.concat(Stream.of(been), Arrays.stream(DayOfWeek.values()).filter(day -> random.nextInt(3) == 0))
                .distinct()
                .map(day -> day.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    /** With one that has been, by its number or by its place among the days of its name. */
    private String dates(LocalDate been) {
        String weekday = been.getDayOfWeek().name().toLowerCase(Locale.ROOT);
        int place = (been.getDayOfMonth() + 6) / 7;
        String first = random.nextBoolean() ? String.valueOf(been.getDayOfMonth()) : place + ":" + weekday;
        return Stream.of("last", "last:friday", (1 + random.nextInt(28)) + "", "")
                .skip(random.nextInt(4))
                .limit(1)
                .filter(another -> !another.isEmpty() && !another.equals(first))
                .map(another -> first + "," + another)
                .findFirst()
                .orElse(first);
    }

    /** One of the runs left out, or moved between two others. */
    List<RunException> exceptions(List<Instant> runs) {
        if (runs.isEmpty() || random.nextInt(3) != 0) {
            return List.of();
        }
        Instant original = runs.get(random.nextInt(runs.size()));
        Instant moved = original.plusSeconds(1 + random.nextInt(1_800));
        boolean skip = random.nextBoolean() || runs.contains(moved);
        return List.of(new RunException(0, original, skip ? "skip" : RunException.CHANGE, skip ? null : moved, null));
    }
}
