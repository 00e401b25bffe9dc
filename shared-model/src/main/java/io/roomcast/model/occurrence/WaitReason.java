package io.roomcast.model.occurrence;

/** Why a queued occurrence is not being sent now; {@code not_before} says until when. */
public enum WaitReason {
    /** Too soon after the room's last occurrence. */
    GAP,
    /** The room has had as many parts or occurrences as the period allows. */
    QUOTA,
    ROOM_PAUSED,
    /** Someone stopped the sending: of everything, an organisation, a phone or the room. */
    STOPPED,
    /** The room, its organisation or one above has quiet hours. */
    QUIET,
    /** An advertisement, and it is night. Other messages of the room pass it. */
    ADVERTISING_NIGHT,
    /** The room is held for a minute after an outcome that is not known. */
    ROOM_HELD,
    /** The phone cannot be reached, or its breaker is open. */
    BOT_DOWN,
    /** The store of images does not answer. */
    STORE_DOWN,
    /** The phone did not accept the last try. */
    RETRY,
    /** The pause between two parts of the message itself. */
    INTERVAL,
    /** An active schedule of the room has an older moment that is still to be claimed. */
    EARLIER_DUE
}
