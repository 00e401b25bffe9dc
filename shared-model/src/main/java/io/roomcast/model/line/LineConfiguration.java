package io.roomcast.model.line;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration(afterName = "io.roomcast.model.sql.SqlConfiguration")
class LineConfiguration {
    @Bean
    RoomLine roomLine(DatabaseClient database) {
        return new RoomLine(database);
    }
}
