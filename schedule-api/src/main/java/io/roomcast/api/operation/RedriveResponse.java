package io.roomcast.api.operation;

import org.jspecify.annotations.Nullable;

/**
 * @param sent whether it was handed to its topic again; its dead letter stays where it is
 * @param detail what is wrong with it; null: nothing that can be seen from here
 */
record RedriveResponse(
        Verdict verdict, boolean sent, @Nullable String detail) {
    /** What its reader would make of it. */
    enum Verdict {
        /** An event that can be read; what it says is judged by its reader. */
        READABLE,
        /** It would be a dead letter again. */
        UNREADABLE,
        /** It held a resident registration number, which was not kept: it is not what was sent. Whoever sent it sends another. */
        MASKED,
        /** A message to be sent at once whose time is over: it would be sent now. Whoever sent it sends another. */
        LATE,
        /** A command that has been answered: it would not be carried out. Whoever sent it sends another. */
        ANSWERED
    }
}
