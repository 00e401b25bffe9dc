package io.roomcast.model.quota;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.model.content.ContentJson;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Limits of one room that stand instead of the usual ones; null = the usual.
 *
 * @param gapSeconds from the end of one message to the start of the next
 * @param messagesPerDay in a calendar day of the room's zone
 * @param partsPerMinute in any 60 s; no limit of parts is below 3, or a message of text and both groups could never go
 * @param partsPerHour in any 3,600 s
 * @param partsPerDay in a calendar day of the room's zone
 */
public record RoomQuotas(
        @Nullable @Min(0) @Max(86_400) Integer gapSeconds,
        @Nullable @Min(1) @Max(5_000) Integer messagesPerDay,
        @Nullable @Min(3) @Max(600) Integer partsPerMinute,
        @Nullable @Min(3) @Max(5_000) Integer partsPerHour,
        @Nullable @Min(3) @Max(10_000) Integer partsPerDay) {
    /** From kb_room.quotas. */
    public static RoomQuotas valueOf(String json) {
        return ContentJson.read(json, new TypeReference<>() {});
    }

    public String toJson() {
        return ContentJson.write(this);
    }
}
