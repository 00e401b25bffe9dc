package io.roomcast.model.quota;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration
@EnableConfigurationProperties(QuotaProperties.class)
class QuotaConfiguration {
    @Bean
    Quotas quotas(QuotaProperties limits) {
        return new Quotas(limits);
    }

    @Bean
    SentParts sentParts(DatabaseClient database) {
        return new SentParts(database);
    }
}
