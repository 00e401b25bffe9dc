package io.roomcast.model.occurrence;

/** Where one part (the text, or one image group) stands; {@link PartMove} says what may happen to it there. */
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
}
