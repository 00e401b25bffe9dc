package io.roomcast.api.operation;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the topics of dead letters where they are, as nobody's group: none is used up. */
@Slf4j
@Component
@RequiredArgsConstructor
class DeadLetterBox {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Comparator<DeadLetter> NEWEST = Comparator.comparing(DeadLetter::at)
            .thenComparing(DeadLetter::offset)
            .reversed();

    private final ConsumerFactory<String, byte[]> eventConsumers;

    /** Offsets of one partition. @param end one after its last record */
    private record Span(long from, long end) {
        boolean isEmpty() {
            return from >= end;
        }
    }

    private interface Taker {
        void take(ConsumerRecord<String, byte[]> record);
    }

    /** Of all topics. @throws ProblemException UNAVAILABLE when the broker does not answer */
    Mono<List<DeadLetter>> newest(int most) {
        return reading(consumer -> {
            var letters = new ArrayList<DeadLetter>();
            Map<TopicPartition, Span> spans = new HashMap<>();
            ends(consumer, partitions(consumer)).forEach((partition, whole) -> {
                var last = new Span(Math.max(whole.from(), whole.end() - most), whole.end());
                if (!last.isEmpty()) {
                    spans.put(partition, last);
                }
            });
            read(consumer, spans, record -> letters.add(DeadLetter.of(meantFor(record.topic()), record)));
            return letters.stream().sorted(NEWEST).limit(most).toList();
        });
    }

    /** Nothing where there is no such one, or no longer. @param topic for which it was meant */
    Mono<ConsumerRecord<String, byte[]>> find(String topic, int partition, long offset) {
        return reading(consumer -> {
                    var found = new ArrayList<ConsumerRecord<String, byte[]>>();
                    ends(consumer, partitions(consumer)).forEach((place, whole) -> {
                        boolean isIt = place.equals(new TopicPartition(topic + Topics.DEAD_LETTER_SUFFIX, partition))
                                && whole.from() <= offset
                                && offset < whole.end();
                        if (isIt) {
                            read(consumer, Map.of(place, new Span(offset, offset + 1)), record -> {
                                if (record.offset() == offset) {
                                    found.add(record);
                                }
                            });
                        }
                    });
                    return List.copyOf(found);
                })
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private <T> Mono<T> reading(Function<Consumer<String, byte[]>, T> work) {
        return Mono.fromCallable(() -> {
                    try (var consumer = eventConsumers.createConsumer()) {
                        return work.apply(consumer);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(KafkaException.class, failure -> {
                    log.warn("Dead letters cannot be read", failure);
                    return ProblemException.of(ProblemKind.UNAVAILABLE, "The broker does not answer");
                });
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return Topics.all().stream()
                .flatMap(topic -> consumer.partitionsFor(topic + Topics.DEAD_LETTER_SUFFIX, LONGEST).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    private static Map<TopicPartition, Span> ends(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, LONGEST);
        var spans = new HashMap<TopicPartition, Span>();
        consumer.endOffsets(partitions, LONGEST)
                .forEach((partition, end) ->
                        spans.put(partition, new Span(Objects.requireNonNull(begins.get(partition)), end)));
        return spans;
    }

    /** @throws TimeoutException after five seconds: what is there is not to be taken for all */
    private static void read(Consumer<String, byte[]> consumer, Map<TopicPartition, Span> spans, Taker taker) {
        consumer.assign(spans.keySet());
        spans.forEach((partition, span) -> consumer.seek(partition, span.from()));
        long start = System.nanoTime();
        while (spans.entrySet().stream()
                .anyMatch(it ->
                        consumer.position(it.getKey(), LONGEST) < it.getValue().end())) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new TimeoutException("Dead letters were not read within " + LONGEST);
            }
            consumer.poll(POLL).forEach(taker::take);
        }
    }

    private static String meantFor(String topic) {
        return topic.substring(0, topic.length() - Topics.DEAD_LETTER_SUFFIX.length());
    }
}
