package io.roomcast.model.event;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.roomcast.model.content.Masker;
import io.roomcast.model.content.ResidentNumbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Sets aside what can never be handled, as it came and with its reason; but a record that holds a resident registration number is
 * masked, for nobody may keep that.
 */
class DeadLetters extends DeadLetterPublishingRecoverer {
    /** What a tree would not hold all of is no JSON here. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    DeadLetters(KafkaTemplate<String, byte[]> template) {
        super(
                template,
                (record, failure) ->
                        new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, record.partition()));
        setExceptionHeadersCreator((headers, failure, isKey, names) -> headers.add(
                names.getExceptionInfo().getExceptionMessage(), reason(failure).getBytes(StandardCharsets.UTF_8)));
    }

    /** Field and rule, and nothing of what stands around them: that would tell a reader about our insides. */
    private static String reason(Exception failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return root instanceof BadEventException
                ? String.valueOf(root.getMessage())
                : root.getClass().getSimpleName();
    }

    @Override
    protected ProducerRecord<Object, Object> createProducerRecord(
            ConsumerRecord<?, ?> record,
            TopicPartition topicPartition,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        byte[] given = value == null && record.value() instanceof byte[] bytes ? bytes : value;
        byte[] kept = given == null ? null : withoutResidentNumbers(given);
        if (kept != given) {
            headers.add(Topics.MASKED_HEADER, new byte[0]);
        }
        return super.createProducerRecord(record, topicPartition, headers, key, kept);
    }

    /** In JSON a character may be written in more than one way: there the texts themselves are looked at. */
    private static byte[] withoutResidentNumbers(byte[] value) {
        try {
            JsonNode tree = JSON.readTree(value);
            JsonNode masked = masked(tree);
            return masked.equals(tree) ? value : JSON.writeValueAsBytes(masked);
        } catch (IOException noJson) {
            return withoutResidentNumbersInText(value);
        }
    }

    private static JsonNode masked(JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            node.fields().forEachRemaining(field -> object.set(masked(field.getKey()), masked(field.getValue())));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(masked(element)));
            return array;
        }
        String text = node.asText();
        String masked = masked(text);
        return masked.equals(text) ? node : TextNode.valueOf(masked);
    }

    private static String masked(String text) {
        return ResidentNumbers.areIn(text) ? Masker.mask(text) : text;
    }

    private static byte[] withoutResidentNumbersInText(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            String masked = masked(text);
            return masked.equals(text) ? value : masked.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException noText) {
            return value;
        }
    }
}
