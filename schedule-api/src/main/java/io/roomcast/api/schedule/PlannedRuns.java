package io.roomcast.api.schedule;

import io.roomcast.api.period.Period;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs ahead of many schedules, in the order of their moments, from the engine that the claim asks, too.
 *
 * <p>Takes one run after the other of whichever schedule is next, so the work is that of the runs that are shown.
 */
final class PlannedRuns {
    private static final int MOST_OF_ONE = 300;

    private final Map<Long, List<RunException>> exceptions;
    private final Holidays holidays;
    private final Instant start;
    private final Instant end;
    private final Instant now;

    /** @param complete false when there are more */
    record Found(List<CalendarRun> runs, boolean complete) {}

    PlannedRuns(Map<Long, List<RunException>> exceptions, Holidays holidays, Period period, Instant now) {
        this.exceptions = exceptions;
        this.holidays = holidays;
        this.start = period.start();
        this.end = period.end();
        this.now = now;
    }

    Found of(List<PlannedSchedule> schedules, int limit) {
        var courses = new PriorityQueue<>(Comparator.comparing(Course::next));
        schedules.forEach(schedule -> offer(courses, course(schedule)));
        var runs = new ArrayList<CalendarRun>();
        boolean complete = true;
        while (!courses.isEmpty()) {
            if (runs.size() == limit) {
                return new Found(runs, false);
            }
            Course course = Objects.requireNonNull(courses.poll());
            runs.add(course.run());
            course.advance();
            if (course.taken < MOST_OF_ONE) {
                offer(courses, course);
            } else {
                complete &= !isShown(course);
            }
        }
        return new Found(runs, complete);
    }

    private void offer(PriorityQueue<Course> courses, Course course) {
        if (isShown(course)) {
            courses.add(course);
        }
    }

    private boolean isShown(Course course) {
        return course.next != null && course.next.isBefore(end);
    }

    private Course course(PlannedSchedule row) {
        List<RunException> known = exceptions.getOrDefault(row.id(), List.of());
        Timing timing = row.timing().toTiming(holidays, RunException.toExceptions(known));
        // What is due and has not been claimed yet is still ahead.
        Instant dueFrom = earlier(now, row.nextSendAt());
        Instant shownFrom = start.isAfter(dueFrom) ? start : dueFrom;
        return new Course(row, known, timing, dueFrom, shownFrom);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The runs of one schedule, one after the other. */
    private static final class Course {
        /** More runs than this before a period are not counted off against the number that a schedule has left. */
        private static final int MOST_COUNTED = 2_000;

        private final PlannedSchedule row;
        private final Timing timing;
        private final Map<Instant, RunException> bent;

        /** Where the number of runs is limited: those that are left. */
        private final @Nullable Iterator<Instant> left;

        private @Nullable Instant next;
        private int taken;

        Course(PlannedSchedule row, List<RunException> known, Timing timing, Instant dueFrom, Instant shownFrom) {
            this.row = row;
            this.timing = timing;
            this.bent = known.stream()
                    .filter(one -> !one.isSkip())
                    .collect(Collectors.toMap(RunException::dueAt, Function.identity(), (one, other) -> one));
            this.left = row.timing().maxRuns() == null
                    ? null
                    : timing.following(dueFrom.minusMillis(1), MOST_COUNTED).stream()
                            .filter(dueAt -> !dueAt.isBefore(shownFrom))
                            .iterator();
            // The first moment may be the start itself.
            this.next = after(shownFrom.minusMillis(1));
        }

        Instant next() {
            return Objects.requireNonNull(next);
        }

        void advance() {
            taken++;
            next = after(next());
        }

        private @Nullable Instant after(Instant moment) {
            if (left != null) {
                return left.hasNext() ? left.next() : null;
            }
            return timing.nextAfter(moment).orElse(null);
        }

        CalendarRun run() {
            Instant dueAt = next();
            RunException exception = bent.get(dueAt);
            Instant originalAt = exception == null ? dueAt : exception.originalAt();
            boolean changed = exception != null && exception.content() != null;
            return new CalendarRun(
                    row.id(), row.title(), row.timing().roomId(), originalAt, dueAt, "PLANNED", changed, null);
        }
    }
}
