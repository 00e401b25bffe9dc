package io.roomcast.model.stop;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration(afterName = "io.roomcast.model.sql.SqlConfiguration")
class StopConfiguration {
    @Bean
    Stops stops(DatabaseClient database) {
        return new Stops(database);
    }
}
