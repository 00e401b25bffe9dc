package io.roomcast.api.operation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * A record that could not be handled.
 *
 * @param topic for which it was meant; with partition and offset in {@code <topic>.dlt} its name for good
 * @param at when it was set aside
 * @param reason field and rule
 * @param text what it holds, at most 4,000 characters of it; what is no text shows as �
 */
record DeadLetter(
        String topic,
        int partition,
        long offset,
        Instant at,
        @Nullable String key,
        String reason,
        String text) {
    private static final int LONGEST_TEXT = 4_000;

    static DeadLetter of(String topic, ConsumerRecord<String, byte[]> record) {
        return new DeadLetter(
                topic,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                reason(record),
                text(record.value()));
    }

    private static String reason(ConsumerRecord<String, byte[]> record) {
        Header reason = record.headers().lastHeader(KafkaHeaders.DLT_EXCEPTION_MESSAGE);
        return reason == null ? "" : new String(reason.value(), StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] value) {
        String text = new String(Objects.requireNonNullElse(value, new byte[0]), StandardCharsets.UTF_8);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
