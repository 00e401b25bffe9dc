package io.roomcast.api.broadcast;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param roomsWithoutApproval broadcasts to more rooms wait for a second person
 * @param waitForApproval for so long
 */
@ConfigurationProperties("roomcast.broadcast")
record BroadcastProperties(
        @DefaultValue("1") int roomsWithoutApproval,
        @DefaultValue("24h") Duration waitForApproval) {}
