package io.roomcast.api.channel;

import io.roomcast.model.content.ContentJson;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the channels are to be told. */
@Component
@RequiredArgsConstructor
public class Notices {
    private final DatabaseClient database;

    /**
     * For every active channel of the organisation and of those above it, in the caller's transaction: they are told if, and
     * only if, it commits.
     *
     * @param organizationPath of the organisation that it concerns
     * @param payload becomes JSON
     */
    public Mono<Void> append(String organizationPath, Object payload) {
        return database.sql("""
                        INSERT INTO kb_alert_notice (channel_id, event_id, payload, next_at)
                        SELECT c.id, :event, :payload, UTC_TIMESTAMP(3)
                        FROM kb_alert_channel c JOIN kb_organization g ON g.id = c.organization_id
                        WHERE c.status = 'active' AND :path LIKE CONCAT(g.path, '%')""")
                .bind("event", UUID.randomUUID().toString())
                .bind("payload", ContentJson.write(payload))
                .bind("path", organizationPath)
                .then();
    }

    /** The channel is told no more of what waits. */
    Mono<Void> drop(long channel) {
        return database.sql("UPDATE kb_alert_notice SET next_at = NULL WHERE channel_id = :id AND next_at IS NOT NULL")
                .bind("id", channel)
                .then();
    }
}
