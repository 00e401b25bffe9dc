package io.roomcast.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.roomcast.model.content.PartKind;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartState;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are the wire: a change that breaks one breaks those who read our events. */
class EventCodecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant DUE = Instant.parse("2026-11-20T00:00:00Z");

    private final EventCodec codec = new EventCodec();

    static Stream<EventPayload> payloads() throws IOException {
        return Stream.of(
                new DueEvent(7, 42, DUE),
                new MessageRequestedEvent(
                        "branch",
                        42,
                        "(광고) 오늘 16시까지 주문해 주세요\n무료수신거부 080-000-0000",
                        List.of(1L, 2L),
                        null,
                        SendOrder.TEXT_FIRST,
                        1,
                        5,
                        true),
                new ScheduleChangedEvent(3, 4, 42, ScheduleChangedEvent.Change.CREATED, 0, DUE),
                new ScheduleCommandEvent("branch", ScheduleCommandEvent.Action.TOGGLE, 3L, 0, null),
                new CommandResultEvent(
                        "/erp", "c-1", 404, null, null, JSON.readTree("{\"status\":404,\"code\":\"not_found\"}")),
                new SendResultEvent(
                        7,
                        3L,
                        4,
                        42,
                        OccurrenceState.SUCCESS,
                        true,
                        null,
                        DUE,
                        DUE,
                        DUE.plusSeconds(1),
                        List.of(new SendResultEvent.Part(0, PartKind.TEXT, PartState.CONFIRMED, "136612"))));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void isWrittenAsItsGoldenFileSays(EventPayload payload) throws IOException {
        assertThat(JSON.readTree(codec.write(payload))).isEqualTo(golden(payload));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void keepsItsSchema(EventPayload payload) throws IOException {
        try (var in = EventCodec.class.getResourceAsStream("/io/roomcast/event/" + name(payload) + ".schema.json")) {
            var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);

            assertThat(schema.validate(golden(payload))).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void comesBackFromTheWireAsItWas(EventPayload payload) {
        ProducerRecord<String, byte[]> record = codec.record(
                "t",
                "42",
                "id-1",
                payload.type(),
                URI.create("/test"),
                DUE,
                codec.write(payload).getBytes(StandardCharsets.UTF_8));

        IncomingEvent event = codec.read(consumed(record));

        assertThat(event.id()).isEqualTo("id-1");
        assertThat(event.source()).isEqualTo("/test");
        assertThat(codec.payload(event, payload.getClass())).isEqualTo(payload);
    }

    @Test
    void structuredModeIsReadToo() {
        String structured = """
                {"specversion":"1.0","id":"s-1","source":"/erp","type":"io.roomcast.dispatch.due.v1",
                 "datacontenttype":"application/json","data":{"occurrenceId":7,"roomId":42,"scheduledAt":"2026-11-20T00:00:00Z"}}""";
        var record = new ProducerRecord<>("t", "42", structured.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(StandardCharsets.UTF_8));

        IncomingEvent event = codec.read(consumed(record));

        assertThat(codec.payload(event, DueEvent.class)).isEqualTo(new DueEvent(7, 42, DUE));
    }

    @Test
    void whateverIsNoEventIsRefusedAndNeverAnythingElse() {
        for (String body : List.of("", "null", "garbage", "[]", "{}", "{\"specversion\":\"9\"}")) {
            var record = new ProducerRecord<>("t", "42", body.getBytes(StandardCharsets.UTF_8));
            record.headers().add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> codec.read(consumed(record))).isInstanceOf(BadEventException.class);
        }
        var nullHeader = new ProducerRecord<>("t", "42", "{}".getBytes(StandardCharsets.UTF_8));
        nullHeader.headers().add("content-type", null);
        assertThatThrownBy(() -> codec.read(consumed(nullHeader))).isInstanceOf(BadEventException.class);
    }

    @Test
    void refusalsNameTheFieldAndTheRule() {
        refused("{\"occurrenceId\":7,\"roomId\":42}", "data.scheduledAt: required");
        refused("{\"occurrenceId\":\"7\",\"roomId\":42,\"scheduledAt\":\"2026-11-20T00:00:00Z\"}", "data.occurrenceId");
        refused("{\"occurrenceId\":7.5,\"roomId\":42,\"scheduledAt\":\"2026-11-20T00:00:00Z\"}", "data.occurrenceId");
        refused("{\"occurrenceId\":7,\"roomId\":42,\"scheduledAt\":\"tomorrow\"}", "data.scheduledAt");
        refused("{\"roomId\":42,\"scheduledAt\":\"2026-11-20T00:00:00Z\"}", "data.occurrenceId: required");
        refused("{\"occurrenceId\":7,\"roomId\":42,\"scheduledAt\":\"2026-11-20T00:00:00Z\",\"x\":1}", "data.x");
        refused("null", "data: required");
        refused("[".repeat(100), "data");
        refused("", "data");
    }

    private void refused(String json, String reason) {
        var event = new IncomingEvent("/test", "1", DueEvent.TYPE, json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> codec.payload(event, DueEvent.class))
                .isInstanceOf(BadEventException.class)
                .hasMessageContaining(reason);
    }

    private static JsonNode golden(EventPayload payload) throws IOException {
        try (var in = EventCodecTest.class.getResourceAsStream("/events/" + name(payload) + ".json")) {
            return JSON.readTree(in);
        }
    }

    private static String name(EventPayload payload) {
        return payload.type().substring("io.roomcast.".length());
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> record) {
        var consumed = new ConsumerRecord<>("t", 0, 0, record.key(), record.value());
        record.headers().forEach(consumed.headers()::add);
        return consumed;
    }

    /** Its message becomes the reason of a dead letter. */
    @Test
    void whatIsPersonalInABadRecordIsMasked() {
        assertThat(new BadEventException("/text: 900101-1234567 of 010-1234-5678").getMessage())
                .startsWith("/text: ")
                .doesNotContain("1234567", "1234-5678");
    }
}
