package io.roomcast.api.simulation;

import io.roomcast.api.simulation.Expected.Outcome;
import io.roomcast.api.simulation.Message.Step;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.QuotaVerdict;
import io.roomcast.model.quota.Quotas;
import io.roomcast.model.quota.SentPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One room of a {@link Forecast}: its messages in order, and what stands between the first of them and its start. */
final class Lane {
    /** Shorter waits are not worth a word. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private static final int MOST_WAITS = 8;
    private static final long DRAFT = 0;
    private static final long NO_SCHEDULE = -1;
    private static final Duration LONGEST_EXTENSION = Duration.ofDays(1);

    private final RoomRules rules;
    private final Consumer<Expected> outcomes;
    private final PriorityQueue<Waiting> line = new PriorityQueue<>(Comparator.comparingInt(waiting -> waiting.place));
    private final PriorityQueue<Waiting> aside =
            new PriorityQueue<>(Comparator.comparing(waiting -> waiting.asideUntil));
    private final List<SentPart> had;
    private final Map<Long, Instant> ends = new HashMap<>();
    private @Nullable Waiting sending;
    private @Nullable Message last;
    private @Nullable Turn turn;

    /** When the next part can start. @param place of its message among all of the phone */
    record Turn(Instant at, int place) {}

    /** A message on its way. */
    private static final class Waiting {
        final Message message;
        final int place;
        final List<ExpectedWait> waits = new ArrayList<>();
        Instant expiresAt;
        Instant asideUntil = Instant.MIN;
        int step;

        @Nullable
        Instant startsAt;

        Waiting(Message message, int place) {
            this.message = message;
            this.place = place;
            this.expiresAt = message.expiresAt();
        }

        /** At its moment, or at the end of the time for which it was set aside. */
        Instant readyAt() {
            return later(message.dueAt(), asideUntil);
        }

        void tell(ExpectedWait wait) {
            if (waits.size() < MOST_WAITS) {
                waits.add(wait);
            }
        }

        /** What cannot start for its room's sake is late only from then on; but no more than a day, or it would never end. */
        void extendWindow(Instant start) {
            Instant extended = message.expiresAt(start);
            if (message.dueAt().isAfter(start.minus(LONGEST_EXTENSION)) && extended.isAfter(expiresAt)) {
                expiresAt = extended;
            }
        }
    }

    Lane(RoomRules rules, Consumer<Expected> outcomes) {
        this.rules = rules;
        this.outcomes = outcomes;
        this.had = new ArrayList<>(rules.had());
        had.sort(Comparator.comparing(SentPart::at));
    }

    /** @param place among all messages of the phone: their order when they are ready at once */
    void add(Message message, int place) {
        line.add(new Waiting(message, place));
    }

    /** Null when nothing is left. */
    @Nullable
    Turn turn() {
        return turn;
    }

    /** Finds out when the next can start, not before {@code from}; ends what cannot start any more. */
    void look(Instant from) {
        turn = null;
        Instant moment = from;
        while (turn == null && !(line.isEmpty() && aside.isEmpty())) {
            // What was set aside comes back to its place as soon as what is first now could start no earlier.
            if (line.isEmpty() || isBack(later(moment, line.element().readyAt()))) {
                line.add(aside.remove());
            } else {
                moment = lookAt(line.element(), later(moment, line.element().readyAt()), moment);
            }
        }
    }

    private boolean isBack(Instant start) {
        return !aside.isEmpty() && !aside.element().asideUntil.isAfter(start);
    }

    /** Returns from when on to look again. */
    private Instant lookAt(Waiting head, Instant start, Instant moment) {
        if (isOverlapped(head)) {
            end(line.remove(), Outcome.SKIPPED, null);
            return moment;
        }
        if (start.isAfter(head.expiresAt)) {
            end(line.remove(), Outcome.EXPIRED, null);
            return moment;
        }
        return consider(head, start, moment);
    }

    /**
     * Whether it can still start when the phone is free at last; if not, its turn has moved on. As the dispatcher, looks
     * again at its window and the night, not at quiet hours and quotas.
     *
     * @param holder the message that had the phone until then; null: none
     */
    boolean isReadyAt(Instant at, @Nullable Message holder) {
        Instant was = Objects.requireNonNull(turn).at();
        if (sending != null || !at.isAfter(was)) {
            return true;
        }
        Waiting head = line.element();
        if (Duration.between(was, at).compareTo(WORTH_TELLING) > 0) {
            head.tell(new ExpectedWait("PHONE", ReasonDetail.PHONE_TAKEN.of(), at, titleOf(holder)));
        }
        if (at.isAfter(head.expiresAt) || isNight(head, at)) {
            look(at);
            return false;
        }
        return true;
    }

    /** Gives the phone the next part. Returns when it is free again. */
    Instant send(Instant at) {
        Waiting current = sending == null ? line.remove() : sending;
        if (current.startsAt == null) {
            current.startsAt = at;
            forget(at.minus(Quotas.LOOK_BACK));
        }
        Step step = current.message.steps().get(current.step++);
        Instant over = at.plus(step.busy());
        last = current.message;
        had.add(new SentPart(-1L - current.place, over));
        if (current.step < current.message.steps().size()) {
            sending = current;
            turn = new Turn(afterNight(current, over.plus(step.rest())), current.place);
        } else {
            sending = null;
            end(current, Outcome.SENT, over);
            look(over);
        }
        return over;
    }

    /** What was sent before then. The phone has one part at a time, so they stand in the order of their moments. */
    private void forget(Instant moment) {
        int old = 0;
        while (old < had.size() && had.get(old).at().isBefore(moment)) {
            old++;
        }
        had.subList(0, old).clear();
    }

    /** Sets the turn, or says from when on to look again. */
    private Instant consider(Waiting head, Instant start, Instant moment) {
        ExpectedWait closed = rules.closed();
        if (closed != null && rules.isClosedAt(start)) {
            return wait(head, closed);
        }
        if (rules.quiet().isQuietAt(start, rules.zone())) {
            Instant end = rules.quiet().endAt(start, rules.zone());
            line.forEach(waiting -> {
                if (waiting.message.dueAt().isBefore(end)) {
                    waiting.extendWindow(end);
                }
            });
            return wait(head, new ExpectedWait(WaitReason.QUIET.name(), null, end));
        }
        if (isNight(head, start)) {
            setAside(line.remove(), afterNight(head, start));
            return moment;
        }
        if (rules.quotas().decide(had, head.message.steps().size(), start, rules.zone())
                instanceof QuotaVerdict.Defer defer) {
            String behind = defer.reason() == WaitReason.GAP ? titleOf(last) : null;
            return wait(head, new ExpectedWait(defer.reason().name(), defer.rule(), defer.until(), behind));
        }
        turn = new Turn(start, head.place);
        return moment;
    }

    /** What was sent last of this room; null: nothing of what is reckoned. */
    @Nullable
    Message last() {
        return last;
    }

    private static @Nullable String titleOf(@Nullable Message message) {
        return message == null ? null : message.title();
    }

    private static Instant wait(Waiting head, ExpectedWait wait) {
        head.tell(wait);
        return wait.until();
    }

    /** The others of the room pass it. {@link #afterNight} has told why. */
    private void setAside(Waiting head, Instant until) {
        head.asideUntil = until;
        head.extendWindow(until);
        aside.add(head);
    }

    private boolean isNight(Waiting waiting, Instant at) {
        return waiting.message.heldAtNight() && QuietHours.ADVERTISING_NIGHT.isQuietAt(at, rules.zone());
    }

    private Instant afterNight(Waiting waiting, Instant at) {
        if (!isNight(waiting, at)) {
            return at;
        }
        Instant morning = QuietHours.ADVERTISING_NIGHT.endAt(at, rules.zone());
        waiting.tell(
                new ExpectedWait(WaitReason.ADVERTISING_NIGHT.name(), ReasonDetail.ADVERTISING_NIGHT.of(), morning));
        return morning;
    }

    private boolean isOverlapped(Waiting head) {
        Instant end = head.message.avoidsOverlap() ? ends.get(key(head.message)) : null;
        return end != null && end.isAfter(head.message.dueAt());
    }

    /** What expires was open until then. */
    private void end(Waiting waiting, Outcome outcome, @Nullable Instant endsAt) {
        if (outcome != Outcome.SKIPPED) {
            ends.put(key(waiting.message), endsAt == null ? waiting.expiresAt : endsAt);
        }
        outcomes.accept(new Expected(waiting.message, outcome, waiting.startsAt, endsAt, List.copyOf(waiting.waits)));
    }

    /** The draft is one schedule, too; whatever else has none overlaps nothing. */
    private static long key(Message message) {
        return Objects.requireNonNullElse(message.scheduleId(), message.drafted() ? DRAFT : NO_SCHEDULE);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
