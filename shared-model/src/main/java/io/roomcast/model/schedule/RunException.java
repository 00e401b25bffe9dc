package io.roomcast.model.schedule;

import io.roomcast.model.recurrence.Exceptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run that is not as its schedule says.
 *
 * @param originalAt the run by the rule
 * @param action skip or change
 * @param movedTo when it is due instead; null = at its own moment
 * @param content JSON of what it sends instead; null = what the schedule says
 */
public record RunException(
        long scheduleId,
        Instant originalAt,
        String action,
        @Nullable Instant movedTo,
        @Nullable String content) {
    public static final String CHANGE = "change";

    /** What the run of this moment says instead of what its schedule does; null: the same. */
    public static @Nullable String contentAt(Collection<RunException> all, Instant dueAt) {
        return all.stream()
                .filter(one -> !one.isSkip() && one.dueAt().equals(dueAt))
                .findFirst()
                .map(RunException::content)
                .orElse(null);
    }

    public boolean isSkip() {
        return action.equals("skip");
    }

    /** When it is due, for one that is not skipped. */
    public Instant dueAt() {
        return movedTo == null ? originalAt : movedTo;
    }

    /** About the run that is due by so much later; where it was moved to by hand it stays. */
    public RunException movedBy(Duration later) {
        return new RunException(scheduleId, originalAt.plus(later), action, movedTo, content);
    }

    public static Exceptions toExceptions(Collection<RunException> all) {
        if (all.isEmpty()) {
            return Exceptions.NONE;
        }
        return new Exceptions(
                all.stream()
                        .filter(one -> one.isSkip() || one.movedTo() != null)
                        .map(RunException::originalAt)
                        .collect(Collectors.toSet()),
                all.stream()
                        .filter(one -> !one.isSkip() && one.movedTo() != null)
                        .map(RunException::dueAt)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
