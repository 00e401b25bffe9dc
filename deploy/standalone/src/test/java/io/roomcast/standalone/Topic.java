package io.roomcast.standalone;

import io.roomcast.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A topic of the cluster's broker, looked at from outside. */
enum Topic {
    DUE(Topics.DISPATCH_DUE),
    RESULTS(Topics.DISPATCH_RESULTS);

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /** Loses every record, as a broker does that lost its disks. */
    void truncate(Home home) {
        try (var consumer = consumer(home);
                var admin = Admin.create(settings(home))) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
            admin.deleteRecords(ends.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue()))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ids of the events under this key, in their order, repetitions included. */
    List<String> eventIds(Home home, String key) {
        try (var consumer = consumer(home)) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var ids = new ArrayList<String>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (key.equals(record.key())) {
                        ids.add(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
                    }
                }
            }
            return ids;
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.partitionsFor(title).stream()
                .map(info -> new TopicPartition(title, info.partition()))
                .toList();
    }

    private static KafkaConsumer<String, byte[]> consumer(Home home) {
        return new KafkaConsumer<>(settings(home), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> settings(Home home) {
        return Map.of("bootstrap.servers", "127.0.0.1:" + home.brokerPort());
    }
}
