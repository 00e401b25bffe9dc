package io.roomcast.trigger.due;

import io.roomcast.model.misfire.CatchUp.Run;
import io.roomcast.model.recurrence.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a claim takes from one schedule, and the moment it moves on to.
 *
 * @param runs ascending, at least one: the schedule's next_send_at comes first, whatever its rule says today
 * @param next the first moment not taken; null = the schedule is completed
 */
record DueRuns(
        DueSchedule schedule, List<Run> runs, @Nullable Instant next) {
    /** A schedule that was down for long gives up its runs in portions of this size. */
    static final int MOST_RUNS = 50;

    /** @param now the database's; @param horizon moments up to here are taken */
    static DueRuns of(DueSchedule schedule, Instant now, Instant horizon) {
        Timing timing = schedule.timing();
        var dueAts = new ArrayList<Instant>();
        dueAts.add(schedule.nextSendAt());
        Optional<Instant> next = timing.nextAfter(schedule.nextSendAt());
        while (next.isPresent() && !next.get().isAfter(horizon) && dueAts.size() < MOST_RUNS) {
            dueAts.add(next.get());
            next = timing.nextAfter(next.get());
        }
        return new DueRuns(schedule, sorted(schedule, dueAts, next, now), next.orElse(null));
    }

    /** Whether a run is the latest missed one depends on the run after it, so that one is looked at, too. */
    private static List<Run> sorted(DueSchedule schedule, List<Instant> dueAts, Optional<Instant> next, Instant now) {
        var withNext = new ArrayList<>(dueAts);
        next.ifPresent(withNext::add);
        return schedule.catchUp().sort(withNext, now).subList(0, dueAts.size());
    }
}
