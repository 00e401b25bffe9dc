package io.roomcast.model.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * CloudEvents 1.0 over Kafka: writes binary mode, reads binary and structured mode.
 *
 * <p>Reading is strict: unknown fields, missing required ones, wrong types and nesting beyond 64 levels are refused with
 * the name of the field. Any thread.
 */
public final class EventCodec {
    private static final int DEEPEST_NESTING = 64;

    private final ObjectMapper json = JsonMapper.builder()
            .findAndAddModules()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    it -> it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    public EventCodec() {
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST_NESTING)
                        .build());
    }

    public String write(EventPayload payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProducerRecord<String, byte[]> record(
            String topic, String key, String eventId, String type, URI source, Instant at, byte[] payload) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(source)
                .withType(type)
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withData("application/json", payload)
                .build();
        return KafkaMessageFactory.<String>createWriter(topic, key).writeBinary(event);
    }

    /** @throws BadEventException when the record is no CloudEvent with JSON data */
    public IncomingEvent read(ConsumerRecord<String, byte[]> record) {
        CloudEvent event = cloudEvent(record);
        if (event.getData() == null) {
            throw new BadEventException("data: required");
        }
        return new IncomingEvent(
                event.getSource().toString(),
                event.getId(),
                event.getType(),
                event.getData().toBytes());
    }

    /** @throws BadEventException naming the field and the rule */
    public <T extends EventPayload> T payload(IncomingEvent event, Class<T> type) {
        try {
            T payload = json.readValue(event.data(), type);
            if (payload == null) {
                throw new BadEventException("data: required");
            }
            requireComponents(payload);
            return payload;
        } catch (JsonMappingException e) {
            throw new BadEventException(path(e) + ": " + firstLine(e));
        } catch (JsonProcessingException e) {
            throw new BadEventException("data: not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadEventException("data: unreadable");
        }
    }

    /** A component that is not marked {@code @Nullable} is required. */
    private static void requireComponents(Object payload) throws IOException {
        for (RecordComponent component : payload.getClass().getRecordComponents()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && value(payload, component) == null) {
                throw new BadEventException("data." + component.getName() + ": required");
            }
        }
    }

    private static @Nullable Object value(Object payload, RecordComponent component) throws IOException {
        try {
            return component.getAccessor().invoke(payload);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static CloudEvent cloudEvent(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new BadEventException("data: required");
        }
        try {
            // Whatever the library throws at what is no event: a record that cannot be read never can be.
            return KafkaMessageFactory.createReader(record.headers(), record.value())
                    .toEvent();
        } catch (RuntimeException e) {
            throw new BadEventException("Not a CloudEvent 1.0: " + e.getMessage());
        }
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "data" : "data." + path;
    }

    private static String firstLine(JsonMappingException e) {
        if (e.getOriginalMessage().startsWith("Cannot map `null`")) {
            return "required";
        }
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
