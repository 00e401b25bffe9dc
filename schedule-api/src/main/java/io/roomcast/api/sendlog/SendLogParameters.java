package io.roomcast.api.sendlog;

import io.roomcast.api.period.Period;
import io.roomcast.api.problem.Parameters;
import io.roomcast.api.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * @param status success, partial, failed, unknown, cancelled, expired or skipped
 * @param from first date of the due moments; thirty days up to {@code until} when only that is given
 * @param until last date; today when only {@code from} is given @param timeZone of the dates, IANA name; Asia/Seoul when absent
 */
@ParameterObject
record SendLogParameters(
        @Nullable Long roomId,
        @Nullable String status,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String timeZone) {
    static final Set<String> STATUSES =
            Set.of("success", "partial", "failed", "unknown", "cancelled", "expired", "skipped");

    private static final int MOST_DAYS = 400;
    private static final int USUAL_DAYS = 30;

    /** @throws ProblemException MALFORMED naming the parameter */
    void check() {
        Parameters.requireOneOf("status", status, STATUSES);
        Period.zone(timeZone);
    }

    boolean hasPeriod() {
        return from != null || until != null;
    }

    /** @throws ProblemException MALFORMED naming the parameter */
    Period period(Instant now) {
        var zone = Period.zone(timeZone);
        LocalDate last =
                Objects.requireNonNullElseGet(until, () -> now.atZone(zone).toLocalDate());
        LocalDate first = Objects.requireNonNullElseGet(from, () -> Period.plusDays(last, 1 - USUAL_DAYS));
        return new Period(first, last, zone).requireAtMost(MOST_DAYS);
    }
}
