package io.roomcast.model.proof;

import io.roomcast.model.outbox.Outbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration(afterName = "io.roomcast.model.outbox.OutboxConfiguration")
class ProofConfiguration {
    @Bean
    SendLogs sendLogs(DatabaseClient database, Outbox outbox) {
        return new SendLogs(database, outbox);
    }

    @Bean
    UnsentRuns unsentRuns(DatabaseClient database, SendLogs sendLogs) {
        return new UnsentRuns(database, sendLogs);
    }

    @Bean
    Endings endings(DatabaseClient database, SendLogs sendLogs) {
        return new Endings(database, sendLogs);
    }
}
