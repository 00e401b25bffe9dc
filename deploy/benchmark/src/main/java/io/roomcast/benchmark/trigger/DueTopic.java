package io.roomcast.benchmark.trigger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records trigger-service has published. */
final class DueTopic implements AutoCloseable {
    private static final String NAME = "roomcast.dispatch.due.v1";

    private final Admin admin;
    private Map<TopicPartition, OffsetSpec> partitions = Map.of();

    DueTopic(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    long records() throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            partitions = admin.describeTopics(List.of(NAME)).allTopicNames().get().values().stream()
                    .flatMap(it -> it.partitions().stream())
                    .collect(Collectors.toMap(
                            it -> new TopicPartition(NAME, it.partition()), it -> OffsetSpec.latest()));
        }
        return admin.listOffsets(partitions).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
