package io.roomcast.api.statistics;

import io.roomcast.api.period.Period;
import io.roomcast.api.problem.FieldProblem;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.sql.Enums;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked; narrowed to an organisation's subtree, a room or a phone. */
record StatisticsQuery(
        Period period,
        GroupBy groupBy,
        @Nullable Long organizationId,
        @Nullable Long roomId,
        @Nullable Long botId) {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final int MOST_DAYS = 400;
    private static final int DEFAULT_DAYS = 7;

    /** @param today in UTC; the last of seven days where no dates are given */
    static StatisticsQuery of(StatisticsParameters asked, Instant today) {
        ZoneId zone = Period.zone(asked.timeZone());
        LocalDate until = Objects.requireNonNullElseGet(
                asked.until(), () -> today.atZone(zone).toLocalDate());
        LocalDate from = Objects.requireNonNullElseGet(asked.from(), () -> Period.plusDays(until, 1 - DEFAULT_DAYS));
        return new StatisticsQuery(
                new Period(from, until, zone).requireAtMost(MOST_DAYS),
                groupBy(asked.groupBy()),
                asked.organizationId(),
                asked.roomId(),
                asked.botId());
    }

    /** Hours begin where the clock's do: in a zone with half an hour it is the hour that has the day's beginning in it. */
    Instant firstHour() {
        return period.start().truncatedTo(ChronoUnit.HOURS);
    }

    /** Counted by hours, to be put together to the period's own days or hours of the day. */
    boolean isOfHours() {
        return groupBy == GroupBy.DAY || groupBy == GroupBy.HOUR;
    }

    /** To something that no sum of a subtree tells apart. */
    boolean isNarrowed() {
        return roomId != null || botId != null;
    }

    /** Whether its days are those of which sums are kept. */
    boolean isOfSeoul() {
        return period.zone().equals(SEOUL);
    }

    private static GroupBy groupBy(@Nullable String name) {
        try {
            return name == null ? GroupBy.DAY : Enums.parse(GroupBy.class, name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemKind.MALFORMED,
                    null,
                    List.of(new FieldProblem("groupBy", "not_one_of", "day, hour, room, organization, bot or reason")));
        }
    }
}
