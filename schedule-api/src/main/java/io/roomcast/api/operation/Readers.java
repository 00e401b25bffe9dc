package io.roomcast.api.operation;

import io.roomcast.api.operation.Operations.Reader;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
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

    /** Of the services; those that keep no place in a topic, such as every live screen, are called otherwise. */
    private static final String LASTING = "roomcast-";

    private static final Comparator<Reader> FURTHEST_BEHIND = Comparator.comparingLong(Reader::behind)
            .reversed()
            .thenComparing(Reader::group)
            .thenComparing(Reader::topic);

    private final KafkaAdmin kafka;

    private record Place(String group, String topic) {}

    /** Nothing when the broker does not answer in five seconds. */
    Mono<Optional<List<Reader>>> all() {
        return Mono.using(
                        () -> Admin.create(kafka.getConfigurationProperties()),
                        this::all,
                        admin -> admin.close(Duration.ZERO))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LONGEST)
                .map(Optional::of)
                .onErrorResume(failure -> {
                    log.warn("The broker does not say how far its readers are: {}", failure.toString());
                    return Mono.just(Optional.empty());
                });
    }

    private Mono<List<Reader>> all(Admin admin) {
        return Mono.fromCompletionStage(() -> admin.listConsumerGroups().valid().toCompletionStage())
                .map(groups -> groups.stream()
                        .map(ConsumerGroupListing::groupId)
                        .filter(group -> group.startsWith(LASTING))
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .flatMap(groups -> Mono.fromCompletionStage(
                        () -> admin.listConsumerGroupOffsets(groups).all().toCompletionStage()))
                .flatMap(handled -> ends(admin, handled).map(ends -> readers(handled, ends)));
    }

    private static Mono<Map<TopicPartition, ListOffsetsResultInfo>> ends(
            Admin admin, Map<String, Map<TopicPartition, OffsetAndMetadata>> handled) {
        Set<TopicPartition> partitions = handled.values().stream()
                .flatMap(places -> places.keySet().stream())
                .collect(Collectors.toSet());
        return Mono.fromCompletionStage(() -> admin.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .toCompletionStage());
    }

    private static List<Reader> readers(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> handled,
            Map<TopicPartition, ListOffsetsResultInfo> ends) {
        var behind = new TreeMap<Place, Long>(Comparator.comparing(Place::group).thenComparing(Place::topic));
        handled.forEach((group, places) -> places.forEach((partition, place) -> {
            ListOffsetsResultInfo end = ends.get(partition);
            if (place != null && end != null) {
                long missing = Math.max(0, end.offset() - place.offset());
                behind.merge(new Place(group, partition.topic()), missing, Long::sum);
            }
        }));
        return behind.entrySet().stream()
                .map(each -> new Reader(each.getKey().group(), each.getKey().topic(), each.getValue()))
                .sorted(FURTHEST_BEHIND)
                .toList();
    }
}
