package io.roomcast.api.audit;

import io.roomcast.api.period.Period;
import io.roomcast.api.problem.Parameters;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Enums;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

/**
 * Which entries a list shows; what is absent does not restrict.
 *
 * @param loginId who did it, exactly
 * @param from first date @param until last date
 * @param timeZone of the dates, IANA name; Asia/Seoul when absent
 */
@ParameterObject
record AuditFilter(
        @Nullable String loginId,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Long subjectId,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable String timeZone) {
    private static final Set<String> ACTIONS =
            Arrays.stream(Action.values()).map(Enums::column).collect(Collectors.toSet());
    private static final Set<String> SUBJECTS =
            Arrays.stream(Subject.values()).map(Enums::column).collect(Collectors.toSet());
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    /** @throws io.roomcast.api.problem.ProblemException MALFORMED */
    Conditions conditions() {
        Parameters.requireOneOf("action", action, ACTIONS);
        Parameters.requireOneOf("subject", subject, SUBJECTS);
        Period period = period();
        return new Conditions()
                .and("login_id = :login", "login", loginId)
                .and("action = :action", "action", action)
                .and("subject = :subject", "subject", subject)
                .and("subject_id = :subject_id", "subject_id", subjectId)
                .and("created_at >= :start", "start", from == null ? null : period.start())
                .and("created_at < :end", "end", until == null ? null : period.end());
    }

    private Period period() {
        return new Period(
                        Objects.requireNonNullElse(from, FIRST),
                        Objects.requireNonNullElse(until, LAST),
                        Period.zone(timeZone))
                .requireInOrder();
    }
}
