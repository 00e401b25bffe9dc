package io.roomcast.trigger.handover;

import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.EventPublisher;
import io.roomcast.model.event.Topics;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import jakarta.annotation.PostConstruct;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes a due event for what was claimed just now, and for every open occurrence whose {@code wake_at} has come.
 *
 * <p>The row is its own outbox: {@code wake_at} is set for as long as the occurrence is open, so whoever dies on the way
 * (this process, the broker, a lane) only delays it until the next wake. First the wake is moved on and committed, then
 * the event is published, so that no row lock waits for the broker. A lane takes a duplicate for what it is.
 */
@Slf4j
@Component
@RequiredArgsConstructor
public class HandOver {
    /** Occurrences handed over at once. */
    public static final int BATCH = 1_000;

    /** Claims that are published at one time. */
    private static final int AT_ONCE = 4;

    /** Claims whose events wait for the broker: what comes in while it stands still for some seconds. */
    private static final int MOST_WAITING = 100;

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

    private final Sinks.Many<List<DueEvent>> claimed =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MOST_WAITING));

    @PostConstruct
    void publishWhatIsClaimed() {
        claimed.asFlux().flatMap(this::publishOrLeave, AT_ONCE).subscribe();
    }

    /**
     * Publishes what a claim has committed; returns at once. While the broker is slow or away, claims go on, and what it did not
     * take waits for its wake.
     */
    public synchronized void publishSoon(List<DueEvent> due) {
        if (!due.isEmpty() && claimed.tryEmitNext(due).isFailure()) {
            log.warn("The broker is slower than the claims: {} due runs wait for their next wake", due.size());
        }
    }

    private Mono<Void> publishOrLeave(List<DueEvent> due) {
        return Mono.defer(() -> publish(due))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(
                        failure -> log.warn("{} due runs wait for their next wake: {}", due.size(), failure.toString()))
                .onErrorComplete();
    }

    /** Emits how many were handed over; fewer than {@link #BATCH} when no more are due. */
    public Mono<Integer> handOver() {
        return transactions
                .run(clock.fence()
                        .then(Mono.defer(this::take))
                        .flatMap(due -> due.isEmpty() ? Mono.just(due) : moveOn(due)))
                .flatMap(due -> publish(due).thenReturn(due.size()));
    }

    /** How long until the next occurrence must be handed over; at most a second. */
    public Mono<Duration> untilNext() {
        return database.sql("SELECT MIN(wake_at) AS wake_at FROM kb_occurrence WHERE wake_at IS NOT NULL")
                .map(row -> Optional.ofNullable(row.get("wake_at", Instant.class)))
                .one()
                .map(wakeAt -> wakeAt.map(clock::until).orElse(LONGEST_SLEEP))
                .map(span -> span.compareTo(LONGEST_SLEEP) < 0 ? span : LONGEST_SLEEP);
    }

    private Mono<Void> publish(List<DueEvent> due) {
        return publisher.publish(due.stream().map(this::record).toList());
    }

    private Mono<List<DueEvent>> take() {
        return database.sql("""
                        SELECT id AS occurrence_id, room_id, scheduled_at FROM kb_occurrence
                        WHERE wake_at <= UTC_TIMESTAMP(3)
                        ORDER BY wake_at LIMIT %d FOR UPDATE SKIP LOCKED""".formatted(BATCH))
                .map(Rows.to(DueEvent.class))
                .all()
                .collectSortedList(Comparator.comparing(DueEvent::scheduledAt).thenComparing(DueEvent::occurrenceId));
    }

    private Mono<List<DueEvent>> moveOn(List<DueEvent> due) {
        return database.sql("UPDATE kb_occurrence SET wake_at = " + NEXT_WAKE + " WHERE id IN (:ids)")
                .bind("ids", due.stream().map(DueEvent::occurrenceId).toList())
                .then()
                .thenReturn(due);
    }

    private ProducerRecord<String, byte[]> record(DueEvent due) {
        return codec.record(
                Topics.DISPATCH_DUE,
                Long.toString(due.roomId()),
                UUID.randomUUID().toString(),
                due.type(),
                SOURCE,
                clock.now(),
                codec.write(due).getBytes(StandardCharsets.UTF_8));
    }
}
