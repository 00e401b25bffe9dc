package io.roomcast.dispatch.gateway.iris;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param connectTimeout to open the connection; nothing has been sent when it strikes
 * @param responseTimeout for the answer to a call; when it strikes, the outcome is not known
 */
@ConfigurationProperties("roomcast.gateway.iris")
record IrisProperties(
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout) {}
