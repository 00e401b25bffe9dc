package io.roomcast.api.simulation;

import io.roomcast.api.simulation.Expected.Outcome;
import io.roomcast.api.simulation.Message.Step;
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
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One room of a {@link Forecast}: its messages in order, and what stands between the first of them and its start. */
final class Lane {
    /** Shorter waits are not worth a word. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private static final int MOST_WAITS = 8;
    private static final long NOT_SAVED = 0;

    private final RoomRules rules;
    private final Consumer<Expected> outcomes;
    private final PriorityQueue<Waiting> line = new PriorityQueue<>(Comparator.comparing(Waiting::place)
            .thenComparing(it -> it.message.priority())
            .thenComparing(it -> it.number));
    private final List<SentPart> had;
    private final Map<Long, Instant> ends = new HashMap<>();
    private int added;
    private @Nullable Waiting sending;
    private @Nullable Turn turn;

    /** When the next part can start. @param dueAt of its message @param number among messages of one moment */
    record Turn(Instant at, Instant dueAt, int priority, int number) {
        static final Comparator<Turn> RANK = Comparator.comparing(Turn::dueAt)
                .thenComparing(Turn::priority)
                .thenComparing(Turn::at)
                .thenComparing(Turn::number);
    }

    /** A message on its way. */
    private static final class Waiting {
        final Message message;
        final int number;
        final List<ExpectedWait> waits = new ArrayList<>();
        Instant expiresAt;
        /** Where it stands in line: at its moment, or, set aside, at the end of that. */
        Instant place;

        int step;

        @Nullable
        Instant startsAt;

        Waiting(Message message, int number) {
            this.message = message;
            this.number = number;
            this.place = message.dueAt();
            this.expiresAt = message.expiresAt(message.dueAt());
        }

        Instant place() {
            return place;
        }

        void tell(ExpectedWait wait) {
            if (waits.size() < MOST_WAITS) {
                waits.add(wait);
            }
        }

        /** What cannot start for its room's sake is late only from then on. */
        void extendWindow(Instant start) {
            Instant extended = message.expiresAt(start);
            expiresAt = extended.isAfter(expiresAt) ? extended : expiresAt;
        }
    }

    Lane(RoomRules rules, Consumer<Expected> outcomes) {
        this.rules = rules;
        this.outcomes = outcomes;
        this.had = new ArrayList<>(rules.had());
    }

    void add(Message message) {
        line.add(new Waiting(message, added++));
    }

    /** Empty when nothing is left. */
    Optional<Turn> turn() {
        return Optional.ofNullable(turn);
    }

    /** Finds out when the next can start, not before {@code from}; ends what cannot start any more. */
    void look(Instant from) {
        turn = null;
        while (turn == null && !line.isEmpty()) {
            Waiting head = line.element();
            Instant start = later(from, head.place);
            if (isOverlapped(head)) {
                end(line.remove(), Outcome.SKIPPED, null);
            } else if (start.isAfter(head.expiresAt)) {
                end(line.remove(), Outcome.EXPIRED, null);
            } else {
                from = consider(head, start, from);
            }
        }
    }

    /** Whether it can still start when the phone is free at last; if not, its turn has moved on. */
    boolean isReadyAt(Instant at) {
        Instant was = Objects.requireNonNull(turn).at();
        if (sending != null || !at.isAfter(was)) {
            return true;
        }
        Waiting head = line.element();
        if (Duration.between(was, at).compareTo(WORTH_TELLING) > 0) {
            head.tell(new ExpectedWait("PHONE", "The phone is with other messages", at));
        }
        look(at);
        return turn != null && turn.at().equals(at) && line.element() == head;
    }

    /** Gives the phone the next part. Returns when it is free again. */
    Instant send(Instant at) {
        Waiting current = sending == null ? line.remove() : sending;
        if (current.startsAt == null) {
            current.startsAt = at;
            had.removeIf(part -> part.at().isBefore(at.minus(Quotas.LOOK_BACK)));
        }
        Step step = current.message.steps().get(current.step++);
        Instant over = at.plus(step.busy());
        had.add(new SentPart(-1L - current.number, over));
        if (current.step < current.message.steps().size()) {
            sending = current;
            turn = turnOf(current, over.plus(step.rest()));
        } else {
            sending = null;
            end(current, Outcome.SENT, over);
            look(over);
        }
        return over;
    }

    /** Sets the turn, or says from when on to look again. */
    private Instant consider(Waiting head, Instant start, Instant from) {
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
        if (head.message.heldAtNight() && QuietHours.ADVERTISING_NIGHT.isQuietAt(start, rules.zone())) {
            return setAside(head, QuietHours.ADVERTISING_NIGHT.endAt(start, rules.zone()), from);
        }
        if (rules.quotas().decide(had, head.message.steps().size(), start, rules.zone())
                instanceof QuotaVerdict.Defer defer) {
            return wait(head, new ExpectedWait(defer.reason().name(), defer.rule(), defer.until()));
        }
        turn = turnOf(head, start);
        return from;
    }

    private static Instant wait(Waiting head, ExpectedWait wait) {
        head.tell(wait);
        return wait.until();
    }

    /** The others of the room pass it. */
    private Instant setAside(Waiting head, Instant until, Instant from) {
        line.remove(head);
        head.tell(new ExpectedWait(WaitReason.ADVERTISING_NIGHT.name(), null, until));
        head.extendWindow(until);
        head.place = until;
        line.add(head);
        return from;
    }

    private boolean isOverlapped(Waiting head) {
        Instant end = head.message.avoidsOverlap() ? ends.get(scheduleOf(head.message)) : null;
        return end != null && end.isAfter(head.message.dueAt());
    }

    private void end(Waiting waiting, Outcome outcome, @Nullable Instant endsAt) {
        if (endsAt != null) {
            ends.put(scheduleOf(waiting.message), endsAt);
        }
        outcomes.accept(new Expected(waiting.message, outcome, waiting.startsAt, endsAt, List.copyOf(waiting.waits)));
    }

    /** What is not saved yet is one, too. */
    private static long scheduleOf(Message message) {
        return Objects.requireNonNullElse(message.scheduleId(), NOT_SAVED);
    }

    private static Turn turnOf(Waiting waiting, Instant at) {
        return new Turn(at, waiting.message.dueAt(), waiting.message.priority(), waiting.number);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
