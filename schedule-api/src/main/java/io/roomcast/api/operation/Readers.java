package io.roomcast.api.operation;

import io.roomcast.api.operation.Operations.Reader;
import io.roomcast.model.event.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How far the groups of consumers are behind, as the broker knows it. */
@Slf4j
@Component
@RequiredArgsConstructor
class Readers {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofMillis(500);

    /** Of the services; those that keep no place in a topic, such as every live screen, are called otherwise. */
    private static final String LASTING = "roomcast-";

    private static final Comparator<Reader> FURTHEST_BEHIND = Comparator.comparingLong(Reader::behind)
            .reversed()
            .thenComparing(Reader::group)
            .thenComparing(Reader::topic);

    private final KafkaAdmin kafka;

    /** Where a topic begins and ends. */
    private record Ends(
            Map<TopicPartition, ListOffsetsResultInfo> first, Map<TopicPartition, ListOffsetsResultInfo> last) {
        Stream<TopicPartition> partitionsOf(String topic) {
            return last.keySet().stream().filter(partition -> partition.topic().equals(topic));
        }

        /** @param handled up to where; null: nothing yet */
        long behind(TopicPartition partition, @Nullable OffsetAndMetadata handled) {
            long from = handled == null
                    ? Objects.requireNonNull(first.get(partition)).offset()
                    : handled.offset();
            return Math.max(0, Objects.requireNonNull(last.get(partition)).offset() - from);
        }
    }

    /** Nothing when the broker does not answer in five seconds. */
    Mono<Optional<List<Reader>>> all() {
        return Mono.using(
                        () -> Admin.create(kafka.getConfigurationProperties()),
                        this::all,
                        admin -> admin.close(CLOSING))
                .subscribeOn(Schedulers.boundedElastic())
                .cancelOn(Schedulers.boundedElastic())
                .timeout(LONGEST)
                .map(Optional::of)
                .onErrorResume(failure -> {
                    log.warn("The broker does not say how far its readers are: {}", failure.toString());
                    return Mono.just(Optional.empty());
                });
    }

    private Mono<List<Reader>> all(Admin admin) {
        return Mono.zip(handled(admin), ends(admin))
                .map(both -> both.getT1().entrySet().stream()
                        .flatMap(group -> readers(group.getKey(), group.getValue(), both.getT2()))
                        .sorted(FURTHEST_BEHIND)
                        .toList());
    }

    /** By group. */
    private static Mono<Map<String, Map<TopicPartition, OffsetAndMetadata>>> handled(Admin admin) {
        return answer(() -> admin.listConsumerGroups().valid())
                .map(groups -> groups.stream()
                        .map(ConsumerGroupListing::groupId)
                        .filter(group -> group.startsWith(LASTING))
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .flatMap(groups ->
                        answer(() -> admin.listConsumerGroupOffsets(groups).all()));
    }

    /** Of our topics. */
    private static Mono<Ends> ends(Admin admin) {
        return answer(() -> admin.describeTopics(Topics.all()).allTopicNames())
                .map(topics -> topics.values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .toList())
                .flatMap(partitions -> Mono.zip(
                                ends(admin, partitions, OffsetSpec.earliest()),
                                ends(admin, partitions, OffsetSpec.latest()))
                        .map(both -> new Ends(both.getT1(), both.getT2())));
    }

    private static Mono<Map<TopicPartition, ListOffsetsResultInfo>> ends(
            Admin admin, List<TopicPartition> partitions, OffsetSpec which) {
        return answer(() -> admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which)))
                .all());
    }

    /** A reader of a topic reads all of it, what it has handled nothing of, too. */
    private static Stream<Reader> readers(String group, Map<TopicPartition, OffsetAndMetadata> handled, Ends ends) {
        return handled.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .filter(Topics.all()::contains)
                .map(topic -> new Reader(
                        group,
                        topic,
                        ends.partitionsOf(topic)
                                .mapToLong(partition -> ends.behind(partition, handled.get(partition)))
                                .sum()));
    }

    private static <T> Mono<T> answer(Supplier<KafkaFuture<T>> question) {
        return Mono.fromCompletionStage(() -> question.get().toCompletionStage());
    }
}
