package io.roomcast.api.schedule;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.Parameters;
import io.roomcast.model.recurrence.Adjustments;
import io.roomcast.model.recurrence.Exceptions;
import io.roomcast.model.recurrence.HolidayPolicy;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import java.time.Duration;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the runs would be if a draft took the place of a schedule. Changes nothing. */
@Component
@RequiredArgsConstructor
public class Edits {
    private final ScheduleRows rows;
    private final RunExceptions exceptions;
    private final Drafts drafts;

    /** @param timing the whole answer to when it would be due @param kept runs that somebody changed and that stay so */
    public record Edit(Timing timing, List<RunException> kept) {}

    /** @param replaced the schedule that would be changed to this; null: a new one @throws ProblemException INVALID, MALFORMED */
    Mono<Timing> preview(Caller caller, ScheduleRequest request, @Nullable Long replaced) {
        return drafts.of(caller, request)
                .flatMap(draft -> replaced == null
                        ? Mono.just(of(draft))
                        : of(caller, replaced, draft)
                                .switchIfEmpty(Mono.error(() -> Parameters.bad(
                                        "scheduleId", "unknown", "No such schedule at or below your organisation"))))
                .map(Edit::timing);
    }

    /** In the place of none. */
    public static Edit of(Draft draft) {
        return new Edit(draft.timing(), List.of());
    }

    /** Empty where the caller sees no such schedule. @throws ProblemException INVALID naming the field that does not fit it */
    public Mono<Edit> of(Caller caller, long scheduleId, Draft draft) {
        return rows.find(caller, scheduleId).flatMap(before -> of(before, draft));
    }

    private Mono<Edit> of(ScheduleRow before, Draft draft) {
        Timing rule = rule(before, draft);
        return before.hasExceptions()
                ? exceptions
                        .fitting(before.id(), rule, later(before, rule))
                        .map(kept -> new Edit(
                                rule.with(rule.adjustments().withExceptions(RunException.toExceptions(kept))), kept))
                : Mono.just(new Edit(rule, List.of()));
    }

    /** The draft's, without the runs that the schedule has had. @throws ProblemException INVALID where none would be left */
    static Timing rule(ScheduleRow before, Draft draft) {
        Integer most = draft.request().maxRuns();
        Checks.none()
                .require(
                        most == null || most > before.runCount(),
                        "/maxRuns",
                        "out_of_range",
                        "It has had " + before.runCount() + " runs")
                .throwIfAny();
        int left = most == null ? Adjustments.UNLIMITED : most - before.runCount();
        return draft.timing().with(draft.timing().adjustments().withRunsLeft(left));
    }

    /** By how much all runs move because the place of the room in the jitter is another. */
    static Duration later(ScheduleRow before, Timing rule) {
        // Not from its rule: that may be what nobody understands and is being mended.
        Duration was = new Adjustments(
                        HolidayPolicy.IGNORE,
                        Holidays.NONE,
                        Duration.ofSeconds(before.jitterSeconds()),
                        before.roomId(),
                        Exceptions.NONE,
                        Adjustments.UNLIMITED)
                .shift();
        return rule.adjustments().shift().minus(was);
    }
}
