package io.roomcast.model.occurrence;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where one part (the text, or one image group) stands.
 *
 * <pre>
 * PENDING ─► SENDING ─► SENT (─► CONFIRMED) | UNKNOWN | FAILED | PENDING (known not accepted)
 * PENDING ─► SKIPPED
 * UNKNOWN ─► CONFIRMED                      (late evidence)
 * UNKNOWN ─► SENT | FAILED                  (a person looked into the room)
 * </pre>
 */
public enum PartState {
    PENDING,
    SENDING,
    /** The gateway accepted it. */
    SENT,
    /** The room's own log shows it. */
    CONFIRMED,
    /** It may or may not have been accepted; never sent again by itself. */
    UNKNOWN,
    FAILED,
    SKIPPED;

    public boolean isSent() {
        return this == SENT || this == CONFIRMED;
    }

    public boolean isFinal() {
        return this != PENDING && this != SENDING;
    }

    public boolean mayBecome(PartState next) {
        return successors().contains(next);
    }

    private Set<PartState> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(SENDING, SKIPPED);
            case SENDING -> EnumSet.of(SENT, CONFIRMED, UNKNOWN, FAILED, PENDING);
            case SENT -> EnumSet.of(CONFIRMED);
            case UNKNOWN -> EnumSet.of(CONFIRMED, SENT, FAILED);
            case CONFIRMED, FAILED, SKIPPED -> EnumSet.noneOf(PartState.class);
        };
    }
}
