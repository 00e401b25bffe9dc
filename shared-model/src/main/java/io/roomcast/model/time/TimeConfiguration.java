package io.roomcast.model.time;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.r2dbc.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

@AutoConfiguration(after = R2dbcAutoConfiguration.class)
class TimeConfiguration {
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnMissingBean
    Clock machineClock() {
        return Clock.systemUTC();
    }

    @Bean
    DatabaseClock databaseClock(DatabaseClient database, Clock machineClock, ObjectProvider<MeterRegistry> meters) {
        var clock = new DatabaseClock(database, machineClock);
        meters.ifAvailable(registry -> TimeGauge.builder(
                        "roomcast.clock.drift",
                        clock,
                        TimeUnit.MILLISECONDS,
                        it -> it.drift().toMillis())
                .description("Database time minus machine time")
                .register(registry));
        return clock;
    }

    @Bean
    WorkLoop clockSampling(DatabaseClock clock) {
        return new WorkLoop("clock", () -> clock.sample().then(Mono.just(SAMPLE_EVERY)), WorkLoop.EARLIEST_PHASE);
    }
}
