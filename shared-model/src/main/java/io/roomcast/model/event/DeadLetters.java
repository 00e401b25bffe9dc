package io.roomcast.model.event;

import io.roomcast.model.content.Masker;
import io.roomcast.model.content.ResidentNumbers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Sets aside what can never be handled, as it came and with its reason; but a record that holds a resident registration number is
 * masked, for nobody may keep that.
 */
class DeadLetters extends DeadLetterPublishingRecoverer {
    DeadLetters(KafkaTemplate<String, byte[]> template) {
        super(
                template,
                (record, failure) ->
                        new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, record.partition()));
        // A stack trace would tell a reader about our insides.
        excludeHeader(HeaderNames.HeadersToAdd.EX_STACKTRACE);
    }

    @Override
    protected ProducerRecord<Object, Object> createProducerRecord(
            ConsumerRecord<?, ?> record,
            TopicPartition topicPartition,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        byte[] kept = value == null && record.value() instanceof byte[] bytes ? bytes : value;
        return super.createProducerRecord(
                record, topicPartition, headers, key, kept == null ? null : withoutResidentNumbers(kept));
    }

    private static byte[] withoutResidentNumbers(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return ResidentNumbers.areIn(text) ? Masker.mask(text).getBytes(StandardCharsets.UTF_8) : value;
        } catch (CharacterCodingException noText) {
            return value;
        }
    }
}
