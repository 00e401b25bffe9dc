package io.roomcast.model.occurrence;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may happen to an occurrence, and in which states: the legal moves. What moves occurrences goes by
 * them, under a lock that was taken before.
 *
 * <pre>
 * SENDING ─► QUEUED                                            (admitted, not begun, and it must wait for the morning)
 * QUEUED ─► SENDING ─► SUCCESS | PARTIAL | FAILED | UNKNOWN | CANCELLED | EXPIRED
 * QUEUED ─► CANCELLED | EXPIRED | SKIPPED | FAILED
 * UNKNOWN ─► SUCCESS | PARTIAL | FAILED                        (a person looked into the room)
 * </pre>
 */
public enum OccurrenceMove {
    /** It is the first of its room, and its parts are written down. */
    ADMIT(EnumSet.of(OccurrenceState.QUEUED), EnumSet.of(OccurrenceState.SENDING)),
    SEND_BACK(EnumSet.of(OccurrenceState.SENDING), EnumSet.of(OccurrenceState.QUEUED)),
    END_UNBEGUN(
            EnumSet.of(OccurrenceState.QUEUED),
            EnumSet.of(
                    OccurrenceState.CANCELLED,
                    OccurrenceState.EXPIRED,
                    OccurrenceState.SKIPPED,
                    OccurrenceState.FAILED)),
    END(
            EnumSet.of(OccurrenceState.SENDING),
            EnumSet.of(
                    OccurrenceState.SUCCESS,
                    OccurrenceState.PARTIAL,
                    OccurrenceState.FAILED,
                    OccurrenceState.UNKNOWN,
                    OccurrenceState.CANCELLED,
                    OccurrenceState.EXPIRED)),
    /** A person looked into the room. */
    SETTLE(
            EnumSet.of(OccurrenceState.UNKNOWN),
            EnumSet.of(OccurrenceState.SUCCESS, OccurrenceState.PARTIAL, OccurrenceState.FAILED));

    private final Set<OccurrenceState> from;
    private final Set<OccurrenceState> to;

    OccurrenceMove(Set<OccurrenceState> from, Set<OccurrenceState> to) {
        this.from = from;
        this.to = to;
    }

    /** The end of one that stands so. @throws IllegalStateException for one that is over */
    public static OccurrenceMove endOf(OccurrenceState state) {
        return switch (state) {
            case QUEUED -> END_UNBEGUN;
            case SENDING -> END;
            default -> throw new IllegalStateException("It is over: " + state);
        };
    }

    /** @return {@code state} @throws IllegalArgumentException where the move does not lead there */
    public OccurrenceState to(OccurrenceState state) {
        if (!to.contains(state)) {
            throw new IllegalArgumentException(name() + " does not lead to " + state);
        }
        return state;
    }

    /** The states in which it may happen, for SQL's {@code FIND_IN_SET(state, …)}. */
    public String from() {
        return from.stream().map(OccurrenceState::name).collect(Collectors.joining(","));
    }
}
