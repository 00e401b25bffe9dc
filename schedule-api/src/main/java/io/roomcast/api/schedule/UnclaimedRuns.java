package io.roomcast.api.schedule;

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
    private final TimeRules timeRules;
    private final DatabaseClock clock;

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
