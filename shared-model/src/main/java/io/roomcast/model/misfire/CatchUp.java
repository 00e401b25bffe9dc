package io.roomcast.model.misfire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Sorts due moments into what is sent and what is not, at the moment of their claim.
 *
 * <p>A moment is missed when it is claimed more than {@link #GRACE} late. Older than {@code window} it is expired,
 * whatever the policy. Nothing is dropped: every moment given comes back with a verdict.
 *
 * @param window how late a run may still start; at most {@link #LONGEST_WINDOW}
 */
public record CatchUp(MissedRunPolicy policy, Duration window) {
    /** Lateness that is a matter of load or a restart and not of a missed run. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** A restart looks back one day. */
    public static final Duration LONGEST_WINDOW = Duration.ofHours(24);

    public CatchUp {
        if (window.isNegative() || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("The catch-up window is between 0 s and 24 h, not " + window);
        }
    }

    /**
     * @param dueAt the run's moment
     * @param start when it could start at the earliest: its window counts from here
     * @param verdict what becomes of it
     */
    public record Run(Instant dueAt, Instant start, Verdict verdict) {}

    public enum Verdict {
        SEND,
        SKIPPED,
        /** A run of the schedule before it is still open, and its policy is not to queue. */
        OVERLAPPED,
        EXPIRED
    }

    /** The last moment at which a run may start that could not start before {@code start}. Never before its grace. */
    public Instant expiresAt(Instant start) {
        return start.plus(window.compareTo(GRACE) < 0 ? GRACE : window);
    }

    /**
     * @param dueAts ascending
     * @param start when a run due at a moment could start at the earliest, quiet hours considered
     * @return one run for each, in the same order
     */
    public List<Run> sort(List<Instant> dueAts, UnaryOperator<Instant> start, Instant now) {
        List<Instant> starts = dueAts.stream().map(start).toList();
        var runs = new ArrayList<Run>(dueAts.size());
        for (int i = 0; i < dueAts.size(); i++) {
            boolean newerMissed = i + 1 < dueAts.size() && isMissed(starts.get(i + 1), now);
            runs.add(new Run(dueAts.get(i), starts.get(i), verdict(starts.get(i), newerMissed, now)));
        }
        return runs;
    }

    private Verdict verdict(Instant start, boolean newerMissed, Instant now) {
        if (!isMissed(start, now)) {
            return Verdict.SEND;
        }
        if (now.isAfter(expiresAt(start))) {
            return Verdict.EXPIRED;
        }
        return switch (policy) {
            case ALL -> Verdict.SEND;
            case SKIP -> Verdict.SKIPPED;
            case LAST -> newerMissed ? Verdict.SKIPPED : Verdict.SEND;
        };
    }

    private static boolean isMissed(Instant start, Instant now) {
        return now.isAfter(start.plus(GRACE));
    }
}
