package io.roomcast.benchmark.trigger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What each peer does for a due schedule: one record, acknowledged by all replicas, not waited for. */
final class Publisher implements AutoCloseable {
    private static final String TOPIC = "benchmark.due";
    private static final int PARTITIONS = 12;
    private static final byte[] BODY = ("{\"occurrenceId\":123456789,\"scheduleId\":123456789,\"roomId\":12345,"
                    + "\"scheduledAt\":\"2026-01-01T00:00:00Z\"}")
            .getBytes(StandardCharsets.UTF_8);

    private final KafkaProducer<String, byte[]> producer;
    private final CountDownLatch all;
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();

    Publisher(String bootstrapServers, int expected) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        all = new CountDownLatch(expected);
    }

    /** Where it is not there yet; with as many partitions as Roomcast's own. */
    static void createTopic(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    void publish(String key) {
        if (seen.getAndIncrement() == 0) {
            first.set(System.nanoTime());
        }
        producer.send(new ProducerRecord<>(TOPIC, key, BODY), (metadata, failure) -> {
            if (failure == null) {
                all.countDown();
            }
        });
    }

    /** It is done, and not to be published. */
    void count() {
        all.countDown();
    }

    /** {@link System#nanoTime()} of the first. */
    long first() {
        return first.get();
    }

    /** Returns when the broker has all of them. */
    void await() throws InterruptedException {
        if (!all.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(all.getCount() + " were not published in five minutes");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
