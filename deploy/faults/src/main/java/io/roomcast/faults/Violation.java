package io.roomcast.faults;

import java.time.Instant;

/** A promise that was not kept. @param moment at which it counts: the due one, or that of the call */
record Violation(Kind kind, Instant moment, String what) {
    enum Kind {
        LOST,
        DOUBLED,
        OUT_OF_ORDER,
        TOO_MANY,
        TWO_AT_ONCE,
        AFTER_CANCEL,
        WRONG_PROOF,
        NOT_FINAL,
        LEFT_OVER
    }
}
