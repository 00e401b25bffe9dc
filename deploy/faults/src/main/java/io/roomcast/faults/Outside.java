package io.roomcast.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.standalone.Http;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ConsumerGroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another system on the broker: it sends messages, commands and rubbish, and reads what became of its commands. */
final class Outside implements AutoCloseable {
    static final String SOURCE = "/faults";

    private static final String COMMANDS = "roomcast.schedule.commands.v1";
    private static final String MESSAGES = "roomcast.dispatch.due.v1";
    private static final String CHANGES = "roomcast.schedule.changes.v1";

    private final Map<String, Object> client;
    private final KafkaProducer<String, byte[]> producer;

    Outside(String bootstrapServers) {
        client = Map.of("bootstrap.servers", bootstrapServers);
        var settings = new HashMap<>(client);
        settings.putAll(Map.of("acks", "all", "delivery.timeout.ms", 300_000, "max.block.ms", 10_000));
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** @param done when the broker has it */
    void message(Asked asked, JsonNode body, Runnable done) {
        send(MESSAGES, asked, "io.roomcast.dispatch.message.v1", body, done);
    }

    void command(Asked asked, JsonNode body, Runnable done) {
        send(COMMANDS, asked, "io.roomcast.schedule.command.v1", body, done);
    }

    /** One record that nobody can read on each public topic. */
    void poison(byte[] rubbish) {
        for (String topic : List.of(COMMANDS, MESSAGES)) {
            producer.send(new ProducerRecord<>(topic, "1", rubbish));
        }
        producer.flush();
    }

    /** Dead letters so far. */
    long deadLetters() {
        try (Admin admin = Admin.create(client)) {
            return List.of(COMMANDS + ".dlt", MESSAGES + ".dlt").stream()
                    .mapToLong(topic -> count(admin, topic))
                    .sum();
        }
    }

    /** Records that a running reader has not read yet. A group without a reader was one process's own, and died with it. */
    long lag() {
        try (Admin admin = Admin.create(client)) {
            long lag = 0;
            for (var group : admin.listConsumerGroups(
                            new ListConsumerGroupsOptions().inStates(Set.of(ConsumerGroupState.STABLE)))
                    .all()
                    .get()) {
                var read = new HashMap<>(admin.listConsumerGroupOffsets(group.groupId())
                        .partitionsToOffsetAndMetadata()
                        .get());
                read.values().removeIf(Objects::isNull);
                long ends = ends(admin, read.keySet());
                lag += ends
                        - read.values().stream()
                                .mapToLong(OffsetAndMetadata::offset)
                                .sum();
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker does not tell how far its readers are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The sum of the offsets at which partitions end. */
    private static long ends(Admin admin, Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return admin
                .listOffsets(partitions.stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest())))
                .all()
                .get()
                .values()
                .stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** HTTP statuses of the commands that were answered, by the command's id. */
    Map<String, Integer> commandResults() {
        var settings = new HashMap<>(client);
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        var results = new HashMap<String, Integer>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(CHANGES).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    JsonNode body = Http.JSON.readTree(record.value());
                    if (body.path("commandSource").asText().equals(SOURCE)) {
                        results.put(
                                body.path("commandId").asText(),
                                body.path("status").asInt());
                    }
                }
            }
            return results;
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void send(String topic, Asked asked, String type, JsonNode body, Runnable done) {
        var sent = new ProducerRecord<>(
                topic, Long.toString(asked.room), body.toString().getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_type",
                        type,
                        "ce_source",
                        SOURCE,
                        "ce_id",
                        asked.text(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(sent, (metadata, failure) -> {
            if (failure == null) {
                done.run();
            }
        });
    }

    private static long count(Admin admin, String topic) {
        try {
            var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
            return ends(
                    admin,
                    described.values().stream()
                            .flatMap(it -> it.partitions().stream())
                            .map(it -> new TopicPartition(topic, it.partition()))
                            .toList());
        } catch (ExecutionException e) {
            // Not there yet, or the broker is away.
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
