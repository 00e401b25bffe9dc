package io.roomcast.dispatch.intake;

import io.roomcast.dispatch.lane.RoomLanes;
import io.roomcast.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Which rooms are this replica's: those whose key falls into a partition it was given.
 *
 * <p>Kafka decides only who tries first. That a room has one owner is decided by its lease in the database.
 */
@Slf4j
@Component
class Partitions implements ConsumerAwareRebalanceListener {
    private final RoomLanes lanes;
    private final Set<Integer> mine = ConcurrentHashMap.newKeySet();
    private volatile int count;

    Partitions(RoomLanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        count = consumer.partitionsFor(Topics.DISPATCH_DUE).size();
        Set<Integer> added = numbers(partitions);
        mine.addAll(added);
        log.info("Given partitions {}", added);
        lanes.wakeAll(room -> added.contains(partitionOf(room)))
                .subscribe(
                        none -> {},
                        failure -> log.warn("Rooms not looked at after assignment: {}", failure.toString()));
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        letGo(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        letGo(partitions);
    }

    private void letGo(Collection<TopicPartition> partitions) {
        Set<Integer> lost = numbers(partitions);
        mine.removeAll(lost);
        log.info("Gave up partitions {}", lost);
        lanes.leave(room -> lost.contains(partitionOf(room)));
    }

    /** As the producer's default partitioner puts a key. */
    private int partitionOf(long roomId) {
        return BuiltInPartitioner.partitionForKey(Long.toString(roomId).getBytes(StandardCharsets.UTF_8), count);
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
}
