package io.roomcast.model.quota;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What one room may get. An occurrence is one message with all its parts; a part is a text or an image group.
 *
 * @param gap from the end of one occurrence to the start of the next
 * @param occurrencesPerDay in a calendar day of the room's zone
 * @param partsPerMinute in any 60 s
 * @param partsPerHour in any 3,600 s
 * @param partsPerDay in a calendar day of the room's zone
 */
@Validated
@ConfigurationProperties("roomcast.quota")
public record QuotaProperties(
        @DefaultValue("30s") Duration gap,
        @DefaultValue("50") @Min(1) int occurrencesPerDay,
        @DefaultValue("5") @Min(3) int partsPerMinute,
        @DefaultValue("50") @Min(3) int partsPerHour,
        @DefaultValue("200") @Min(3) int partsPerDay) {
    /** With what is different for one room. */
    QuotaProperties with(RoomQuotas room) {
        return new QuotaProperties(
                room.gapSeconds() == null ? gap : Duration.ofSeconds(room.gapSeconds()),
                Objects.requireNonNullElse(room.messagesPerDay(), occurrencesPerDay),
                Objects.requireNonNullElse(room.partsPerMinute(), partsPerMinute),
                Objects.requireNonNullElse(room.partsPerHour(), partsPerHour),
                Objects.requireNonNullElse(room.partsPerDay(), partsPerDay));
    }
}
