package io.roomcast.api.period;

import io.roomcast.api.problem.Parameters;
import io.roomcast.api.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whole days of a zone. @param until the last of them */
public record Period(LocalDate from, LocalDate until, ZoneId zone) {
    private static final String USUAL_ZONE = "Asia/Seoul";

    /** @throws ProblemException MALFORMED where from comes after until, or they are further apart than that */
    public Period requireAtMost(int days) {
        requireInOrder();
        if (from.isBefore(until.minusDays(days - 1L))) {
            throw Parameters.bad("from", "out_of_range", "At most " + days + " days");
        }
        return this;
    }

    /** @throws ProblemException MALFORMED where from comes after until, or the database knows no such year */
    public Period requireInOrder() {
        requireStorable("from", from);
        requireStorable("until", until);
        if (from.isAfter(until)) {
            throw Parameters.bad("from", "out_of_range", "Not after until");
        }
        return this;
    }

    /** The same date where there is none so far away. */
    public static LocalDate plusDays(LocalDate date, int days) {
        long day = date.toEpochDay() + days;
        return day < LocalDate.MIN.toEpochDay() || day > LocalDate.MAX.toEpochDay() ? date : LocalDate.ofEpochDay(day);
    }

    public Instant start() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first moment after it. */
    public Instant end() {
        return until.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** @param name null = Asia/Seoul */
    public static boolean isZone(@Nullable String name) {
        return ZoneId.getAvailableZoneIds().contains(Objects.requireNonNullElse(name, USUAL_ZONE));
    }

    /** Whether the database knows such a year. */
    public static boolean isStorable(LocalDate date) {
        return date.getYear() >= 2000 && date.getYear() <= 2999;
    }

    /** @param name IANA; null = Asia/Seoul @throws ProblemException MALFORMED for an unknown one */
    public static ZoneId zone(@Nullable String name) {
        try {
            return ZoneId.of(Objects.requireNonNullElse(name, USUAL_ZONE));
        } catch (DateTimeException e) {
            throw Parameters.bad("timeZone", "unknown", "Not an IANA time zone");
        }
    }

    /** Far years have no moments, or none that the database knows. */
    private static void requireStorable(String name, LocalDate date) {
        if (!isStorable(date)) {
            throw Parameters.bad(name, "out_of_range", "Between the years 2000 and 2999");
        }
    }
}
