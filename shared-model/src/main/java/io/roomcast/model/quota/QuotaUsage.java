package io.roomcast.model.quota;

import java.time.Instant;

/**
 * What a room has had of each of its limits.
 *
 * @param messagesPerDay in the calendar day of the room's zone @param partsPerDay likewise
 * @param partsPerHour in the 3,600 s before now @param partsPerMinute in the 60 s before now
 * @param gapSeconds from the end of one message to the start of the next
 * @param dayEndsAt when the counts of the day begin anew
 */
public record QuotaUsage(
        Count messagesPerDay,
        Count partsPerDay,
        Count partsPerHour,
        Count partsPerMinute,
        long gapSeconds,
        Instant dayEndsAt) {
    /** @param had may be more than the limit, where that was lowered since */
    public record Count(long had, int limit) {}
}
