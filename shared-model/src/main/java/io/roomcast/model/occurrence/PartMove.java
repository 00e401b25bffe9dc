package io.roomcast.model.occurrence;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may happen to a part, and in which states: the legal moves. A statement that moves parts takes its condition from
 * here, or a narrower one, so that one which comes too late, or a second time, moves nothing.
 *
 * <pre>
 * PENDING ─► SENDING ─► SENT (─► CONFIRMED) | UNKNOWN | FAILED | PENDING (known not accepted)
 * PENDING ─► SKIPPED
 * UNKNOWN ─► CONFIRMED                      (late evidence)
 * UNKNOWN ─► SENT | FAILED                  (a person looked into the room)
 * </pre>
 */
public enum PartMove {
    START(PartState.SENDING, PartState.PENDING),
    /** The gateway took it; said again when its room's log was looked through in vain. */
    ACCEPT(PartState.SENT, PartState.SENDING, PartState.SENT),
    /** Its room's log shows it. */
    CONFIRM(PartState.CONFIRMED, PartState.SENDING, PartState.SENT, PartState.UNKNOWN),
    /** Nobody can say whether it was taken. */
    LOSE_SIGHT(PartState.UNKNOWN, PartState.SENDING, PartState.UNKNOWN),
    FAIL(PartState.FAILED, PartState.SENDING),
    /** It was not taken, for certain, and is tried again. */
    GIVE_BACK(PartState.PENDING, PartState.SENDING),
    /** Its occurrence has ended before it began. */
    SKIP(PartState.SKIPPED, PartState.PENDING),
    /** A person saw it in the room. */
    FIND(PartState.SENT, PartState.UNKNOWN),
    /** A person looked for it in the room in vain. */
    MISS(PartState.FAILED, PartState.UNKNOWN);

    private final PartState to;
    private final Set<PartState> from;

    PartMove(PartState to, PartState... from) {
        this.to = to;
        this.from = EnumSet.copyOf(Arrays.asList(from));
    }

    public PartState to() {
        return to;
    }

    /** The states in which it may happen, for SQL's {@code FIND_IN_SET(state, …)}. */
    public String from() {
        return from.stream().map(PartState::name).collect(Collectors.joining(","));
    }
}
