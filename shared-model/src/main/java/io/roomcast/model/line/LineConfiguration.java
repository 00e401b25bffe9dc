package io.roomcast.model.line;

import io.roomcast.model.time.DatabaseClock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration(afterName = {"io.roomcast.model.sql.SqlConfiguration", "io.roomcast.model.time.TimeConfiguration"})
class LineConfiguration {
    @Bean
    RoomLine roomLine(DatabaseClient database, DatabaseClock clock) {
        return new RoomLine(database, clock);
    }
}
