package io.roomcast.trigger.due;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.misfire.CatchUp.Run;
import io.roomcast.model.misfire.CatchUp.Verdict;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a claim takes from one schedule, and the moment it moves on to.
 *
 * @param runs ascending, at least one: the schedule's next_send_at comes first, whatever its rule says today
 * @param next the first moment not taken; null = the schedule is completed
 */
record DueRuns(
        DueSchedule schedule, List<DueRun> runs, @Nullable Instant next) {
    /** @param content JSON of what it sends */
    record DueRun(Run run, String content) {}

    /** A schedule that was down for long gives up its runs in portions of this size. */
    static final int MOST_RUNS = 50;

    /** @param now the database's; @param horizon moments up to here are taken */
    static DueRuns of(DueSchedule schedule, Rules rules, Instant now, Instant horizon) {
        List<RunException> exceptions = rules.exceptionsOf(schedule.id());
        Timing timing = schedule.timingColumns().toTiming(rules.holidays(), RunException.toExceptions(exceptions));
        int left = schedule.runsLeft();
        int most = Math.min(MOST_RUNS, left);
        var dueAts = new ArrayList<Instant>();
        Instant next = schedule.nextSendAt();
        do {
            dueAts.add(next);
            next = dueAts.size() == left ? null : timing.nextAfter(next).orElse(null);
        } while (next != null && !next.isAfter(horizon) && dueAts.size() < most);
        List<DueRun> runs = sorted(schedule, dueAts, next, rules, now).stream()
                .map(run -> new DueRun(run, content(schedule, exceptions, run.dueAt())))
                .toList();
        return new DueRuns(schedule, runs, next);
    }

    private static List<Run> sorted(
            DueSchedule schedule, List<Instant> dueAts, @Nullable Instant next, Rules rules, Instant now) {
        var withNext = new ArrayList<>(dueAts);
        // Whether a run is the latest missed one depends on the run after it, so that one is looked at, too.
        if (next != null) {
            withNext.add(next);
        }
        List<Run> runs =
                schedule.catchUp().sort(withNext, schedule::earliestStart, now).subList(0, dueAts.size());
        return schedule.avoidsOverlap() ? withoutOverlap(runs, rules.hasOpenRun(schedule.id())) : runs;
    }

    /** Only the first to be sent is, and none while an earlier one is still open. */
    private static List<Run> withoutOverlap(List<Run> runs, boolean isOpen) {
        boolean taken = isOpen;
        var kept = new ArrayList<Run>(runs.size());
        for (Run run : runs) {
            boolean sends = run.verdict() == Verdict.SEND;
            kept.add(sends && taken ? new Run(run.dueAt(), run.start(), Verdict.OVERLAPPED) : run);
            taken |= sends;
        }
        return kept;
    }

    private static String content(DueSchedule schedule, List<RunException> exceptions, Instant dueAt) {
        return ContentJson.write(schedule.messageColumns()
                .changedTo(RunException.contentAt(exceptions, dueAt))
                .at(dueAt.atZone(schedule.zone()), schedule.roomName()));
    }
}
