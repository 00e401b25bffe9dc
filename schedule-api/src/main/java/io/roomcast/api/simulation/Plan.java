package io.roomcast.api.simulation;

import io.roomcast.api.access.Caller;
import io.roomcast.api.bot.PartTimes;
import io.roomcast.api.schedule.Draft;
import io.roomcast.api.simulation.Message.Step;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.recurrence.Holidays;
import io.roomcast.model.recurrence.Timing;
import io.roomcast.model.schedule.RunException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The messages that a phone has ahead: what is claimed, what its schedules will claim, and what a draft would. */
final class Plan {
    private final Caller caller;
    private final Map<Long, PhoneRoom> rooms;
    private final PartTimes times;
    private final Instant now;
    private final Instant end;
    private final List<Message> messages = new ArrayList<>();
    /** As the claim takes them: by moment and schedule; what is not saved would be the last of all. */
    private final PriorityQueue<Course> courses =
            new PriorityQueue<>(Comparator.comparing(Course::next).thenComparingLong(course -> course.scheduleId));

    /** Whether the caller sees an organisation, by its path. */
    private final Map<String, Boolean> seen = new HashMap<>();

    private boolean complete = true;

    /** The runs of one rule, one after the other. */
    private static final class Course {
        private final UnaryOperator<@Nullable Instant> after;
        private final Function<Instant, Message> message;
        private final long scheduleId;
        private int left;
        private @Nullable Instant next;

        Course(long scheduleId, @Nullable Instant first, int left, Timing timing, Function<Instant, Message> message) {
            this.scheduleId = scheduleId;
            this.next = first;
            this.left = left;
            this.after = moment -> timing.nextAfter(moment).orElse(null);
            this.message = message;
        }

        Instant next() {
            return Objects.requireNonNull(next);
        }

        boolean isBefore(Instant end) {
            return next != null && next.isBefore(end) && left > 0;
        }

        Message take() {
            Message taken = message.apply(next());
            left--;
            next = after.apply(next());
            return taken;
        }
    }

    /** @param end no run from then on */
    Plan(Caller caller, Map<Long, PhoneRoom> rooms, PartTimes times, Instant now, Instant end) {
        this.caller = caller;
        this.rooms = rooms;
        this.times = times;
        this.now = now;
        this.end = end;
    }

    void addOpen(List<OpenRun> open) {
        for (OpenRun run : open) {
            PhoneRoom room = rooms.get(run.roomId());
            if (room != null) {
                add(message(run, room));
            }
        }
    }

    void addSchedule(PhoneSchedule schedule, List<RunException> exceptions, Holidays holidays) {
        PhoneRoom room = rooms.get(schedule.roomId());
        if (room != null) {
            Timing timing = schedule.timingColumns().toTiming(holidays, RunException.toExceptions(exceptions));
            Message first = message(schedule, room, exceptions, schedule.nextSendAt());
            addCourse(new Course(
                    schedule.id(),
                    schedule.nextSendAt(),
                    schedule.runsLeft(),
                    timing,
                    dueAt -> exceptions.isEmpty() ? first.at(dueAt) : message(schedule, room, exceptions, dueAt)));
        }
    }

    void addDraft(Drafted drafted) {
        PhoneRoom room = rooms.get(drafted.draft().room().id());
        if (room != null) {
            Timing timing = drafted.edit().timing();
            addCourse(new Course(
                    Objects.requireNonNullElse(drafted.replaced(), Long.MAX_VALUE),
                    timing.nextAfter(now).orElse(null),
                    timing.adjustments().runsLeft(),
                    timing,
                    dueAt -> message(drafted, room, dueAt)));
        }
    }

    /** First things first; once. @return false where there are more than {@code limit} */
    boolean take(int limit) {
        while (!courses.isEmpty()) {
            if (messages.size() >= limit) {
                complete = false;
                break;
            }
            Course course = courses.remove();
            add(course.take());
            addCourse(course);
        }
        return complete;
    }

    List<Message> messages() {
        return messages;
    }

    private void addCourse(Course course) {
        if (course.isBefore(end)) {
            courses.add(course);
        }
    }

    /** What has nothing to send ends at once. */
    private void add(Message message) {
        if (!message.steps().isEmpty()) {
            messages.add(message);
        }
    }

    private Message message(OpenRun run, PhoneRoom room) {
        return new Message(
                run.scheduleId(),
                titleFor(run.path(), Objects.requireNonNullElse(run.title(), "")),
                false,
                sees(room.path()),
                room.id(),
                run.scheduledAt(),
                run.expiresAt(),
                Duration.ofSeconds(run.windowSeconds()),
                run.priority(),
                run.heldAtNight(),
                false,
                steps(ContentJson.content(run.content())));
    }

    private Message message(PhoneSchedule schedule, PhoneRoom room, List<RunException> exceptions, Instant dueAt) {
        MessageContent content = schedule.messageColumns()
                .changedTo(RunException.contentAt(exceptions, dueAt))
                .at(dueAt.atZone(ZoneId.of(schedule.timeZone())), room.name());
        Duration window = Duration.ofSeconds(schedule.catchUpWindowSeconds());
        return new Message(
                schedule.id(),
                titleFor(schedule.path(), schedule.title()),
                false,
                sees(room.path()),
                room.id(),
                dueAt,
                Message.expiresAt(window, dueAt),
                window,
                schedule.priority(),
                schedule.isHeldAtNight(),
                schedule.avoidsOverlap(),
                steps(content));
    }

    private Message message(Drafted drafted, PhoneRoom room, Instant dueAt) {
        Draft draft = drafted.draft();
        MessageContent content = draft.message()
                .changedTo(RunException.contentAt(drafted.edit().kept(), dueAt))
                .at(dueAt.atZone(draft.timing().zone()), room.name());
        return new Message(
                null,
                draft.request().title(),
                true,
                true,
                room.id(),
                dueAt,
                Message.expiresAt(draft.catchUpWindow(), dueAt),
                draft.catchUpWindow(),
                draft.priority(),
                draft.isHeldAtNight(),
                draft.overlapPolicy().equals("skip"),
                steps(content));
    }

    private List<Step> steps(MessageContent content) {
        Duration rest = Duration.ofSeconds(content.sendIntervalSeconds());
        return times.of(content).stream().map(busy -> new Step(busy, rest)).toList();
    }

    private boolean sees(String path) {
        return seen.computeIfAbsent(path, caller::sees);
    }

    private String titleFor(String path, String title) {
        return sees(path) ? title : "";
    }
}
