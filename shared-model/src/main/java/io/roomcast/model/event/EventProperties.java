package io.roomcast.model.event;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param partitions of every topic, fixed at its creation; the most dispatchers that can share the work
 * @param replicationFactor of every topic; −1 = as the broker is set
 */
@Validated
@ConfigurationProperties("roomcast.kafka")
record EventProperties(
        @DefaultValue("12") @Min(1) @Max(1000) int partitions,
        @DefaultValue("-1") int replicationFactor) {}
