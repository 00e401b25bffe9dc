package io.roomcast.api.statistics;

import io.roomcast.api.problem.FieldProblem;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.sql.Enums;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked. @param from first date @param until last date; narrowed to an organisation's subtree, a room or a phone */
record StatisticsQuery(
        LocalDate from,
        LocalDate until,
        ZoneId zone,
        GroupBy groupBy,
        @Nullable Long organizationId,
        @Nullable Long roomId,
        @Nullable Long botId) {
    private static final int MOST_DAYS = 400;
    private static final int DEFAULT_DAYS = 7;

    /** @param today in UTC; the last of seven days where no dates are given */
    static StatisticsQuery of(StatisticsParameters asked, Instant today) {
        ZoneId zone = zone(Objects.requireNonNullElse(asked.timeZone(), "Asia/Seoul"));
        LocalDate until = Objects.requireNonNullElseGet(
                asked.until(), () -> today.atZone(zone).toLocalDate());
        LocalDate from = Objects.requireNonNullElseGet(asked.from(), () -> until.minusDays(DEFAULT_DAYS - 1));
        if (from.isAfter(until)) {
            throw bad("from", "out_of_range", "Not after until");
        }
        if (from.isBefore(until.minusDays(MOST_DAYS - 1))) {
            throw bad("from", "out_of_range", "At most " + MOST_DAYS + " days");
        }
        return new StatisticsQuery(
                from, until, zone, groupBy(asked.groupBy()), asked.organizationId(), asked.roomId(), asked.botId());
    }

    /** Hours begin where the clock's do: in a zone with half an hour it is the hour that has the day's beginning in it. */
    Instant firstHour() {
        return from.atStartOfDay(zone).toInstant().truncatedTo(ChronoUnit.HOURS);
    }

    Instant endHour() {
        return until.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw bad("timeZone", "unknown", "Not an IANA time zone");
        }
    }

    private static GroupBy groupBy(@Nullable String name) {
        try {
            return name == null ? GroupBy.DAY : Enums.parse(GroupBy.class, name);
        } catch (IllegalArgumentException e) {
            throw bad("groupBy", "not_one_of", "day, hour, room, organization, bot or reason");
        }
    }

    private static ProblemException bad(String name, String code, String detail) {
        return new ProblemException(ProblemKind.MALFORMED, null, List.of(new FieldProblem(name, code, detail)));
    }
}
