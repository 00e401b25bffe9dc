package io.roomcast.trigger.handover;

import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.EventPublisher;
import io.roomcast.model.event.Topics;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Publishes a due event for every open occurrence whose {@code wake_at} has come.
 *
 * <p>The row is its own outbox: {@code wake_at} is set for as long as the occurrence is open, so whoever dies on the way
 * (this process, the broker, a lane) only delays it until the next wake. First the wake is moved on and committed, then
 * the event is published, so that no row lock waits for the broker. A lane takes a duplicate for what it is.
 */
@Component
@RequiredArgsConstructor
public class HandOver {
    /** Occurrences handed over at once. */
    public static final int BATCH = 1_000;

    private static final URI SOURCE = URI.create("/roomcast/trigger-service");
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    /** Again after 10 s while fresh, then less and less often, down to once a minute. */
    private static final String NEXT_WAKE =
            "UTC_TIMESTAMP(3) + INTERVAL LEAST(60, GREATEST(10, TIMESTAMPDIFF(SECOND, scheduled_at, UTC_TIMESTAMP(3)))) SECOND";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final EventCodec codec;
    private final EventPublisher publisher;
    private final DatabaseClock clock;

    private record Due(long id, long roomId, Instant scheduledAt) {}

    /** Emits how many were handed over; fewer than {@link #BATCH} when no more are due. */
    public Mono<Integer> handOver() {
        return transactions
                .run(take().flatMap(due -> due.isEmpty() ? Mono.just(due) : moveOn(due)))
                .flatMap(due -> publisher
                        .publish(due.stream().map(this::record).toList())
                        .thenReturn(due.size()));
    }

    /** How long until the next occurrence must be handed over; at most a second. */
    public Mono<Duration> untilNext() {
        return database.sql("SELECT MIN(wake_at) AS wake_at FROM kb_occurrence WHERE wake_at IS NOT NULL")
                .map(row -> java.util.Optional.ofNullable(row.get("wake_at", Instant.class)))
                .one()
                .map(wakeAt -> wakeAt.map(clock::until).orElse(LONGEST_SLEEP))
                .map(span -> span.compareTo(LONGEST_SLEEP) < 0 ? span : LONGEST_SLEEP);
    }

    private Mono<List<Due>> take() {
        return database.sql("""
                        SELECT id, room_id, scheduled_at FROM kb_occurrence
                        WHERE wake_at <= UTC_TIMESTAMP(3)
                        ORDER BY wake_at LIMIT %d FOR UPDATE SKIP LOCKED""".formatted(BATCH))
                .map(Rows.to(Due.class))
                .all()
                .collectSortedList(
                        java.util.Comparator.comparing(Due::scheduledAt).thenComparing(Due::id));
    }

    private Mono<List<Due>> moveOn(List<Due> due) {
        return database.sql("UPDATE kb_occurrence SET wake_at = " + NEXT_WAKE + " WHERE id IN (:ids)")
                .bind("ids", due.stream().map(Due::id).toList())
                .then()
                .thenReturn(due);
    }

    private ProducerRecord<String, byte[]> record(Due due) {
        var event = new DueEvent(due.id(), due.roomId(), due.scheduledAt());
        return codec.record(
                Topics.DISPATCH_DUE,
                Long.toString(due.roomId()),
                UUID.randomUUID().toString(),
                event.type(),
                SOURCE,
                clock.now(),
                codec.write(event).getBytes(StandardCharsets.UTF_8));
    }
}
