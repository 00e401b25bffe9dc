package io.roomcast.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class DeadLettersTest {
    private final DeadLetters deadLetters =
            new DeadLetters(new KafkaTemplate<>(new DefaultKafkaProducerFactory<String, byte[]>(Map.of())));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\":\"id 900101-1234567\",\"n\":1}       | {\"text\":\"id ******-*******\",\"n\":1}",
                "{\"text\":\"900101\\u20131234567\"}            | {\"text\":\"******-*******\"}",
                "[{\"900101-1234567\":[\"900101 1234567\"]}]      | [{\"******-*******\":[\"******-*******\"]}]",
                "{\"text\":9001011234568}                         | {\"text\":\"******-*******\"}",
                "{\"a\":\"900101-1234567\",\"a\":1}               | {\"a\":\"******-*******\",\"a\":1}",
                "no json: 900101-1234567                          | no json: ******-*******",
                "{\"text\":  \"as it came\",\"n\": 1.50}          | {\"text\":  \"as it came\",\"n\": 1.50}",
                "no json either                                   | no json either"
            })
    void nobodyKeepsAResidentNumberAndAllElseStaysAsItCame(String value, String kept) {
        assertThat(new String(kept(value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo(kept);
    }

    @Test
    void whatIsNoTextStaysAsItCame() {
        byte[] bytes = {(byte) 0xff, 0, 1};

        assertThat(kept(bytes)).isEqualTo(bytes);
        assertThat(kept(null)).isNull();
    }

    private byte[] kept(byte[] value) {
        return (byte[]) deadLetters
                .createProducerRecord(
                        new ConsumerRecord<>("t", 0, 0, "key", value),
                        new TopicPartition("t.dlt", 0),
                        new RecordHeaders(),
                        null,
                        null)
                .value();
    }
}
