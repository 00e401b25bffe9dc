package io.roomcast.api.statistics;

/** What each row of statistics stands for. */
enum GroupBy {
    /** A date of the zone. */
    DAY,
    /** An hour of the day in the zone, 0 to 23, over all days. */
    HOUR,
    ROOM,
    ORGANIZATION,
    BOT,
    /** The code of why runs ended otherwise than well. */
    REASON;

    /** Whether sums are kept of it for whole subtrees. */
    boolean isOfSubtree() {
        return this == DAY || this == HOUR || this == REASON;
    }
}
