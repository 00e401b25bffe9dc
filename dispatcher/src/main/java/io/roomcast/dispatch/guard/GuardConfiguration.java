package io.roomcast.dispatch.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.roomcast.dispatch.gateway.SendOutcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class GuardConfiguration {
    /** An outcome is a value, not an exception, so the breaker must be told which values are failures of the phone. */
    @Bean
    CircuitBreakerConfigCustomizer phoneFailures() {
        return CircuitBreakerConfigCustomizer.of("default", GuardConfiguration::countPhoneFailures);
    }

    static void countPhoneFailures(CircuitBreakerConfig.Builder builder) {
        builder.recordResult(
                        result -> result instanceof SendOutcome.NotAccepted || result instanceof SendOutcome.Ambiguous)
                .ignoreExceptions(GuardedBots.HeldBack.class);
    }
}
