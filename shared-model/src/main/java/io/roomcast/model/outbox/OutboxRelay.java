package io.roomcast.model.outbox;

import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.EventPublisher;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.WorkLoop;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Publishes what {@link Outbox} holds and deletes it once the broker has acknowledged it.
 *
 * <p>Any number of processes may relay: rows are taken with SKIP LOCKED. A crash between acknowledgement and deletion
 * leaves a duplicate with the same event id.
 */
public final class OutboxRelay {
    private static final int BATCH = 500;
    private static final Duration ROUND = Duration.ofSeconds(5);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final EventCodec codec;
    private final EventPublisher publisher;
    private final URI source;
    private final WorkLoop loop;

    private record Row(
            long id,
            String topic,
            String messageKey,
            String eventId,
            String eventType,
            String payload,
            Instant createdAt) {}

    OutboxRelay(
            DatabaseClient database,
            Transactions transactions,
            EventCodec codec,
            EventPublisher publisher,
            String service) {
        this.database = database;
        this.transactions = transactions;
        this.codec = codec;
        this.publisher = publisher;
        this.source = URI.create("/roomcast/" + service);
        this.loop = new WorkLoop("outbox", this::relay, WorkLoop.DEFAULT_PHASE);
    }

    /** Publishes soon; returns at once. */
    public void wake() {
        loop.wake();
    }

    WorkLoop loop() {
        return loop;
    }

    private Mono<Duration> relay() {
        return transactions
                .run(take().flatMap(rows -> rows.isEmpty() ? Mono.just(0) : publishAndDelete(rows)))
                .map(count -> count == BATCH ? Duration.ZERO : ROUND);
    }

    /** Found by being there, never by "id above the last": a transaction that commits late would be skipped. */
    private Mono<List<Row>> take() {
        return database.sql("""
                        SELECT id, topic, message_key, event_id, event_type, payload, created_at
                        FROM kb_outbox ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED""".formatted(BATCH)).map(Rows.to(Row.class)).all().collectList();
    }

    /** By their ids: a scan, which a small table looks cheaper for, waits for what other relays have taken, and they for this one. */
    private Mono<Integer> publishAndDelete(List<Row> rows) {
        return publisher
                .publish(rows.stream().map(this::record).toList())
                .then(database.sql("DELETE o FROM kb_outbox o FORCE INDEX (PRIMARY) WHERE o.id IN (:ids)")
                        .bind("ids", rows.stream().map(Row::id).toList())
                        .then())
                .thenReturn(rows.size());
    }

    private ProducerRecord<String, byte[]> record(Row row) {
        return codec.record(
                row.topic(),
                row.messageKey(),
                row.eventId(),
                row.eventType(),
                source,
                row.createdAt(),
                row.payload().getBytes(StandardCharsets.UTF_8));
    }
}
