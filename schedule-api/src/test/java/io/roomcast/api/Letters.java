package io.roomcast.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as a reader leaves them. */
final class Letters {
    static final String REASON = "data.surprise: not known";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final EventCodec CODEC = new EventCodec();
    private static final Events EVENTS = new Events();

    /** For dry runs, which leave it as it is. */
    static final ConsumerRecord<String, byte[]> ONE = due();

    private Letters() {}

    /** One that this release can read. */
    static ConsumerRecord<String, byte[]> due() {
        return of(
                Topics.DISPATCH_DUE,
                ApiTest.key(),
                DueEvent.TYPE,
                "{\"occurrenceId\":1,\"roomId\":1,\"scheduledAt\":\"2026-01-01T00:00:00Z\"}");
    }

    /** @param topic for which it was meant */
    static ConsumerRecord<String, byte[]> of(String topic, String id, String type, String json) {
        return of(topic, id, type, json, ApiTest.DATABASE.now());
    }

    /** @param at when it was set aside */
    static ConsumerRecord<String, byte[]> of(String topic, String id, String type, String json, Instant at) {
        String dead = topic + Topics.DEAD_LETTER_SUFFIX;
        String key = ApiTest.key();
        ProducerRecord<String, byte[]> event =
                CODEC.record(dead, key, id, type, URI.create("/test"), at, json.getBytes(StandardCharsets.UTF_8));
        var record = new ProducerRecord<>(dead, null, at.toEpochMilli(), key, event.value(), event.headers());
        record.headers().add("kafka_dlt-exception-message", REASON.getBytes(StandardCharsets.UTF_8));
        EVENTS.send(record);
        return EVENTS.await(dead, it -> key.equals(it.key()), SOON);
    }

    static ObjectNode redrive(ConsumerRecord<String, byte[]> letter, boolean dryRun) {
        return Bodies.example("RedriveRequest")
                .put("topic", letter.topic().replace(Topics.DEAD_LETTER_SUFFIX, ""))
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("dryRun", dryRun);
    }
}
