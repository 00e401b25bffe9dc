package io.roomcast.dispatch.lane;

import io.roomcast.model.content.MessageContent;
import java.time.Instant;
import java.util.List;

/** What a lane does next. */
sealed interface Next {
    /** The room has nothing open, or what is open waits; trigger-service wakes the lane when that ends. */
    record Rest() implements Next {}

    /** Another replica has the room. */
    record Leased(Instant until) implements Next {}

    /** The head is due shortly; the room rests until then, for what comes meanwhile may be due before it. */
    record Soon(Instant at) implements Next {}

    /** Something came to its end without being sent; look again. */
    record Again() implements Next {}

    /** Send this, under this lease. */
    record Work(Room room, long epoch, Head head, List<Part> parts, MessageContent content) implements Next {}
}
