package io.roomcast.model.event;

import io.roomcast.model.time.ClockSteps;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.extern.slf4j.Slf4j;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes the Kafka clients anew when this machine's clock was set back. They count heartbeats, retries and reconnects by it: set back
 * by an hour, a consumer is silent for an hour, is put out of its group, and out again each time it has joined it.
 */
@Slf4j
final class ClientRenewal {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final ClockSteps steps;
    private final KafkaListenerEndpointRegistry listeners;
    private final ProducerFactory<String, byte[]> producers;

    /** To be started again, once they have stopped. */
    private final Set<MessageListenerContainer> stopped = ConcurrentHashMap.newKeySet();

    ClientRenewal(Clock machine, KafkaListenerEndpointRegistry listeners, ProducerFactory<String, byte[]> producers) {
        this.steps = new ClockSteps(machine, System::nanoTime);
        this.listeners = listeners;
        this.producers = producers;
    }

    /** Emits how long to wait until the next look. */
    Mono<Duration> look() {
        return Mono.fromRunnable(this::round)
                .subscribeOn(Schedulers.boundedElastic())
                .thenReturn(LOOK);
    }

    private void round() {
        stopped.forEach(this::startAgain);
        if (steps.wasSetBack()) {
            log.warn("The machine's clock was set back: Kafka clients count by it and are made anew");
            listeners.getAllListenerContainers().stream()
                    .filter(MessageListenerContainer::isRunning)
                    .forEach(container -> container.stop(() -> stopped.add(container)));
            producers.reset();
        }
    }

    private void startAgain(MessageListenerContainer container) {
        try {
            if (listeners.isRunning()) {
                container.start();
            }
            stopped.remove(container);
        } catch (RuntimeException e) {
            log.warn("A Kafka listener does not start and is tried again: {}", e.toString());
            container.stop(() -> {});
        }
    }
}
