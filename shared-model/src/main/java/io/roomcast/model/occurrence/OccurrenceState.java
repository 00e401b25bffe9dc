package io.roomcast.model.occurrence;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where an occurrence stands.
 *
 * <pre>
 * SENDING ─► QUEUED                                            (admitted, not begun, and it must wait for the morning)
 * QUEUED ─► SENDING ─► SUCCESS | PARTIAL | FAILED | UNKNOWN | CANCELLED | EXPIRED
 * QUEUED ─► CANCELLED | EXPIRED | SKIPPED | FAILED
 * </pre>
 *
 * A final state never changes, except UNKNOWN: late evidence may lift it to SUCCESS or PARTIAL, and a person who looked
 * into the room settles it as SUCCESS, PARTIAL or FAILED.
 */
public enum OccurrenceState {
    QUEUED,
    SENDING,
    SUCCESS,
    PARTIAL,
    FAILED,
    UNKNOWN,
    CANCELLED,
    EXPIRED,
    SKIPPED;

    public boolean isFinal() {
        return this != QUEUED && this != SENDING;
    }

    public boolean mayBecome(OccurrenceState next) {
        return successors().contains(next);
    }

    private Set<OccurrenceState> successors() {
        return switch (this) {
            case QUEUED -> EnumSet.of(SENDING, CANCELLED, EXPIRED, SKIPPED, FAILED);
            case SENDING -> EnumSet.of(QUEUED, SUCCESS, PARTIAL, FAILED, UNKNOWN, CANCELLED, EXPIRED);
            case UNKNOWN -> EnumSet.of(SUCCESS, PARTIAL, FAILED);
            case SUCCESS, PARTIAL, FAILED, CANCELLED, EXPIRED, SKIPPED -> EnumSet.noneOf(OccurrenceState.class);
        };
    }

    /** The state of an occurrence whose parts have all come to an end. */
    public static OccurrenceState of(java.util.List<PartState> parts) {
        if (parts.contains(PartState.UNKNOWN)) {
            return UNKNOWN;
        }
        long sent = parts.stream().filter(PartState::isSent).count();
        if (sent == parts.size() && sent > 0) {
            return SUCCESS;
        }
        if (sent > 0) {
            return PARTIAL;
        }
        return parts.contains(PartState.FAILED) ? FAILED : CANCELLED;
    }
}
