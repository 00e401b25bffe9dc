package io.roomcast.dispatch.lane;

import io.roomcast.model.content.MessageContent;
import io.roomcast.model.proof.Endings.Ending;
import java.util.List;

/** What a look has decided for a room: what is to be written, and so what the lane does next. */
sealed interface Decision {
    /** Nothing is written. */
    record Leave(Room room, Next next) implements Decision {}

    /** There is nothing to do, or not yet: the room is given back. */
    record GiveBack(Room room, Next next) implements Decision {}

    /** The head is sent, or goes on to be, under this lease. */
    record Send(Room room, Head head, MessageContent content, long epoch) implements Decision {
        Next with(List<Part> parts) {
            return new Next.Work(room, epoch, head, parts, content);
        }
    }

    /** Woken before its wait was over: wakes again at its end. */
    record KeepWaiting(Room room, Head head) implements Decision {}

    /** The head waits, and so do those behind it. */
    record Defer(Room room, Head head, Waits.Until until) implements Decision {}

    /** The head waits, and those behind it pass it. */
    record SetAside(Head head, Waits.Aside aside) implements Decision {}

    record End(Ending ending) implements Decision {}

    /** The head had all its outcomes and only its end was missing. The room is taken first: whoever left it can write nothing. */
    record Close(Room room, Head head) implements Decision {}

    /** What is past its window ends. */
    record Expire(Room room) implements Decision {}
}
