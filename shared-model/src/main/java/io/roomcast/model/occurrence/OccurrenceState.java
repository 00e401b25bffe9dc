package io.roomcast.model.occurrence;

import java.util.List;

/**
 * Where an occurrence stands; {@link OccurrenceMove} says what may happen to it there. A final state never changes, except
 * UNKNOWN, which a person settles who looked into the room.
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

    /** The state of an occurrence whose parts have all come to an end. */
    public static OccurrenceState of(List<PartState> parts) {
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
