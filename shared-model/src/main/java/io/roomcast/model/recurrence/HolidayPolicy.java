package io.roomcast.model.recurrence;

/** What becomes of a run whose local date is a public holiday. */
public enum HolidayPolicy {
    /** It is sent. */
    IGNORE,
    /** It is not due. */
    SKIP,
    /** It is due on the last business day before, at its time of day. */
    PREVIOUS,
    /** It is due on the first business day after, at its time of day. */
    NEXT
}
