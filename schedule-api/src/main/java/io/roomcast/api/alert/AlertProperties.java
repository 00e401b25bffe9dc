package io.roomcast.api.alert;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lookEvery how often the rules are looked at, by whichever replica comes first
 * @param endAfter so long after it was last found an alert ends
 * @param over the runs that ended in this time are counted
 * @param fewestRuns of an organisation with all below it, for its rates to say anything
 * @param successBelow percent
 * @param failureAbove percent: failed, partly sent or of unknown outcome
 * @param meanSendAbove from the call of a part to the phone's answer
 * @param lateBy after the moment at which it might have been sent
 * @param failuresInARow of a room
 * @param silentFor a phone that has not answered for so long
 * @param unclaimedFor a schedule that has been due for so long, and no trigger has taken it
 */
@ConfigurationProperties("roomcast.alerts")
record AlertProperties(
        @DefaultValue("30s") Duration lookEvery,
        @DefaultValue("5m") Duration endAfter,
        @DefaultValue("60m") Duration over,
        @DefaultValue("10") int fewestRuns,
        @DefaultValue("90") double successBelow,
        @DefaultValue("5") double failureAbove,
        @DefaultValue("5s") Duration meanSendAbove,
        @DefaultValue("5m") Duration lateBy,
        @DefaultValue("3") int failuresInARow,
        @DefaultValue("3m") Duration silentFor,
        @DefaultValue("1m") Duration unclaimedFor) {}
