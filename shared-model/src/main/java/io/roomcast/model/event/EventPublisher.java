package io.roomcast.model.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Sends records and waits until every one is acknowledged by all replicas in sync.
 *
 * <p>A failure means "not known", never "not sent": whoever publishes again relies on readers that ignore duplicates.
 */
public final class EventPublisher {
    private final KafkaTemplate<String, byte[]> kafka;

    public EventPublisher(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** Completes when all are acknowledged, in the given order per key; fails if any is not. */
    public Mono<Void> publish(List<ProducerRecord<String, byte[]>> records) {
        // send() may block on metadata for up to max.block.ms: never on an event loop.
        return Mono.fromCallable(() -> sendAll(records))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(Mono::fromFuture);
    }

    private CompletableFuture<Void> sendAll(List<ProducerRecord<String, byte[]>> records) {
        return CompletableFuture.allOf(records.stream().map(kafka::send).toArray(CompletableFuture[]::new));
    }
}
