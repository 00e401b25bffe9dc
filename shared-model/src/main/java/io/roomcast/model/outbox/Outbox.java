package io.roomcast.model.outbox;

import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.EventPayload;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Keeps events in the caller's transaction; {@link OutboxRelay} publishes them after the commit.
 *
 * <p>At least once, in the order of insertion per relay run. Call {@link OutboxRelay#wake()} after the commit, or wait
 * for its next round.
 */
public final class Outbox {
    private static final String INSERT =
            "INSERT INTO kb_outbox (topic, message_key, event_id, event_type, payload) VALUES ";

    private final DatabaseClient database;
    private final EventCodec codec;

    /** @param key decides the partition, hence the order */
    public record Entry(String topic, String key, EventPayload payload) {}

    public Outbox(DatabaseClient database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    public Mono<Void> append(Entry entry) {
        return append(List.of(entry));
    }

    /** One statement for all; nothing happens for an empty list. */
    public Mono<Void> append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Mono.empty();
        }
        var statement = database.sql(INSERT + String.join(",", Collections.nCopies(entries.size(), "(?,?,?,?,?)")));
        int index = 0;
        for (Entry entry : entries) {
            statement = statement
                    .bind(index++, entry.topic())
                    .bind(index++, entry.key())
                    .bind(index++, UUID.randomUUID().toString())
                    .bind(index++, entry.payload().type())
                    .bind(index++, codec.write(entry.payload()));
        }
        return statement.then();
    }
}
