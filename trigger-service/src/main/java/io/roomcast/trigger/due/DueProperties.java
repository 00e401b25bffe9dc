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
 * @param burstHorizon how far ahead where as many are due as one claim takes, so that what is due at one moment is
 *     claimed over the seconds before it; without effect where it is not longer than the claim horizon
 * @param batchSize schedules claimed in one transaction
 * @param idlePoll longest sleep while nothing is due; bounds the effect of a lost change event
 */
@Validated
@ConfigurationProperties("roomcast.trigger")
record DueProperties(
        @DefaultValue("200ms") Duration claimHorizon,
        @DefaultValue("2s") Duration burstHorizon,
        @DefaultValue("1000") @Min(1) @Max(5000) int batchSize,
        @DefaultValue("1s") Duration idlePoll) {
    private static final Duration LONGEST_HORIZON = Duration.ofSeconds(10);

    DueProperties {
        requireHorizon("claim-horizon", claimHorizon);
        requireHorizon("burst-horizon", burstHorizon);
    }

    /** Never shorter than that of every claim. */
    Duration horizonOfBurst() {
        return burstHorizon.compareTo(claimHorizon) < 0 ? claimHorizon : burstHorizon;
    }

    private static void requireHorizon(String name, Duration horizon) {
        if (horizon.isNegative() || horizon.compareTo(LONGEST_HORIZON) > 0) {
            throw new IllegalArgumentException("roomcast.trigger." + name + " is between 0 and 10 s");
        }
    }
}
