package io.roomcast.trigger.due;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param claimHorizon how far ahead of its moment a schedule is claimed, so that neither commit nor broker stands
 *     between the moment and the call
 * @param batchSize schedules claimed in one transaction
 * @param idlePoll longest sleep while nothing is due; bounds the effect of a lost change event
 */
@Validated
@ConfigurationProperties("roomcast.trigger")
record DueProperties(
        @DefaultValue("200ms") Duration claimHorizon,
        @DefaultValue("1000") @Min(1) @Max(5000) int batchSize,
        @DefaultValue("1s") Duration idlePoll) {
    DueProperties {
        if (claimHorizon.isNegative() || claimHorizon.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("roomcast.trigger.claim-horizon is between 0 and 10 s");
        }
    }
}
