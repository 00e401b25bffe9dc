package io.roomcast.api.live;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Says when a look at the results is worth while.
 *
 * <p>Kafka only says that there is something new; what it is comes from the database, with the caller's scope, so a
 * stream and its replay show the same and nothing is missed while Kafka is down (a look every five seconds).
 */
@Component
public class News {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Sinks.Many<Boolean> news = Sinks.many().multicast().directBestEffort();

    @KafkaListener(
            topics = "roomcast.dispatch.results.v1",
            groupId = "api-live-#{T(java.util.UUID).randomUUID()}",
            containerFactory = "eventListeners",
            properties = "auto.offset.reset=latest")
    synchronized void onResult(ConsumerRecord<String, byte[]> result) {
        // With no listener, or a slow one, there is nobody to tell or a look is due anyway.
        news.tryEmitNext(true);
    }

    /** Emits at once, with each result and every five seconds; to a slow subscriber only once meanwhile. */
    public Flux<Boolean> looks() {
        return Flux.merge(
                        Flux.just(true),
                        news.asFlux(),
                        Flux.interval(LOOK_EVERY).map(tick -> true))
                .onBackpressureLatest()
                .publishOn(Schedulers.parallel(), 1);
    }
}
