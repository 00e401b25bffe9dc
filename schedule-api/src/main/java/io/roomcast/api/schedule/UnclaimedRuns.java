package io.roomcast.api.schedule;

import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.proof.UnsentRuns;
import io.roomcast.model.schedule.TimeRules;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs that are due and that no trigger has claimed yet. The caller holds the schedule's lock. */
@Component
@RequiredArgsConstructor
class UnclaimedRuns {
    private final ScheduleRows rows;
    private final TimeRules timeRules;
    private final UnsentRuns unsent;
    private final DatabaseClock clock;

    /** Puts all but the last on record as skipped: its schedule changes. @param due as {@link #of} gave it */
    Mono<Void> passOver(ScheduleRow before, List<Instant> due) {
        return due.size() < 2
                ? Mono.empty()
                : unsent.record(
                                before.id(),
                                due.subList(0, due.size() - 1),
                                OccurrenceState.SKIPPED,
                                "SCHEDULE_CHANGED",
                                "Not claimed before its schedule was changed; the last one due then is sent as changed")
                        .flatMap(recorded -> rows.addRuns(before.id(), recorded));
    }

    /** Moments that are due by its rule, ascending; none while its next one is ahead. */
    Mono<List<Instant>> of(ScheduleRow found) {
        Instant now = clock.now();
        Instant first = found.nextSendAt();
        return first == null || first.isAfter(now)
                ? Mono.just(List.of())
                : timeRules
                        .timing(found.id(), found.timingColumns(), found.hasExceptions())
                        .map(timing -> Stream.concat(Stream.of(first), timing.between(first, now).stream())
                                .limit(Math.max(1, timing.adjustments().runsLeft()))
                                .toList());
    }
}
