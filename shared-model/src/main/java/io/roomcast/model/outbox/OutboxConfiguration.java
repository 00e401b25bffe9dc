package io.roomcast.model.outbox;

import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.EventPublisher;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.WorkLoop;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.r2dbc.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration(after = R2dbcAutoConfiguration.class)
class OutboxConfiguration {
    @Bean
    Outbox outbox(DatabaseClient database, EventCodec codec) {
        return new Outbox(database, codec);
    }

    @Bean
    OutboxRelay outboxRelay(
            DatabaseClient database,
            Transactions transactions,
            EventCodec codec,
            EventPublisher publisher,
            Environment environment) {
        String service = environment.getProperty("spring.application.name", "unnamed");
        return new OutboxRelay(database, transactions, codec, publisher, service);
    }

    @Bean
    @ConditionalOnProperty(name = "roomcast.outbox.relay", matchIfMissing = true)
    WorkLoop outboxRelayLoop(OutboxRelay relay) {
        return relay.loop();
    }
}
