package io.roomcast.model.migration;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param grantTo accounts as {@code user@host} that the services work under, where migrations run under another: they are given
 *     their rights to the tables
 */
@ConfigurationProperties("roomcast.migrations")
record MigrationProperties(@DefaultValue List<String> grantTo) {
    MigrationProperties {
        grantTo = List.copyOf(grantTo);
    }
}
