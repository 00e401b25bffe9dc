package io.roomcast.model.occurrence;

/** Why there is an occurrence. */
public enum Origin {
    /** A schedule came due. */
    SCHEDULE,
    /** A member ran a schedule beside its rule. */
    RUN_NOW,
    /** A member tried a message in a test room. */
    TEST,
    /** Another system asked for it. */
    EVENT,
    /** It sends again what an earlier one could not. */
    RESEND,
    /** A message to many rooms. */
    BROADCAST
}
