package io.roomcast.model.schedule;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

@AutoConfiguration(afterName = "io.roomcast.model.sql.SqlConfiguration")
class ScheduleConfiguration {
    @Bean
    TimeRules timeRules(DatabaseClient database) {
        return new TimeRules(database);
    }
}
