package io.roomcast.dispatch.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param askEvery how often each phone is asked, by whichever dispatcher comes first */
@ConfigurationProperties("roomcast.health")
record HealthProperties(@DefaultValue("60s") Duration askEvery) {}
