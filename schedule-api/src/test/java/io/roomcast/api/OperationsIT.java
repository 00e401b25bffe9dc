package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.ScheduleCommandEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import io.roomcast.testkit.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What whoever runs the system sees, and what may be done with what was set aside. */
class OperationsIT extends ApiTest {
    private static final String REDRIVE = "/api/operations/dead-letters/redrive";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Events EVENTS = new Events();

    @AfterAll
    static void close() {
        EVENTS.close();
    }

    @Test
    void whatWaitsIsCountedByWhatItWaitsFor() {
        long before = waiting("QUOTA").path("runs").asLong();
        long due = Things.occurrence(WORLD.branch, ROOM, "QUEUED");
        DATABASE.execute(
                "UPDATE kb_occurrence SET scheduled_at = '2026-01-01 00:00:00', wait_reason = 'QUOTA',"
                        + " not_before = '2080-01-01 00:00:00' WHERE id = ?",
                due);
        long future = Things.occurrence(WORLD.branch, ROOM, "QUEUED");
        DATABASE.execute("UPDATE kb_occurrence SET wait_reason = 'QUOTA' WHERE id = ?", future);

        JsonNode quota = waiting("QUOTA");

        DATABASE.execute("DELETE FROM kb_part WHERE occurrence_id IN (?, ?)", due, future);
        DATABASE.execute("DELETE FROM kb_occurrence WHERE id IN (?, ?)", due, future);
        assertThat(quota.path("runs").asLong()).isEqualTo(before + 1);
        assertThat(quota.path("oldestDueAt").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(quota.path("nextAt").asText()).isEqualTo("2080-01-01T00:00:00Z");
    }

    @Test
    void saysHowFarReadersAreBehind() throws ExecutionException, InterruptedException {
        ConsumerRecord<String, byte[]> letter = Letters.due();
        var partition = new TopicPartition(letter.topic(), letter.partition());
        String group = "roomcast-" + key();
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(letter.offset())))
                    .all()
                    .get();
        }
        EVENTS.send(Topics.SCHEDULE_COMMANDS, key(), ScheduleCommandEvent.TYPE, "{}");

        assertThat(reader(group).path("behind").asLong()).isEqualTo(1);
        assertThat(reader(group).path("topic").asText()).isEqualTo(letter.topic());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                reader("roomcast-api-commands").path("behind").asLong(-1))
                        .isZero());
        assertThat(get("hq", "/api/operations").path("brokerAnswers").asBoolean())
                .isTrue();
    }

    @Test
    void deadLettersTellWhatTheyHoldAndWhy() {
        ConsumerRecord<String, byte[]> older = Letters.due();
        ConsumerRecord<String, byte[]> newer = Letters.due();

        JsonNode letters = get("hq", "/api/operations/dead-letters?limit=100");

        JsonNode first = find(letters, newer);
        assertThat(first.path("reason").asText()).isEqualTo(Letters.REASON);
        assertThat(first.path("topic").asText()).isEqualTo(Topics.DISPATCH_DUE);
        assertThat(first.path("key").asText()).isEqualTo(newer.key());
        assertThat(first.path("text").asText()).contains("occurrenceId");
        List<String> keys = letters.findValuesAsText("key");
        assertThat(keys.indexOf(newer.key())).isLessThan(keys.indexOf(older.key()));
        assertThat(get("hq", "/api/operations/dead-letters?limit=1")).hasSize(1);
    }

    @Test
    void aDryRunOnlySaysWhatWouldBecomeOfIt() {
        ConsumerRecord<String, byte[]> letter = Letters.due();

        JsonNode answer = post("hq", REDRIVE, Letters.redrive(letter, true), 200);

        assertThat(answer.path("verdict").asText()).isEqualTo("READABLE");
        assertThat(answer.path("sent").asBoolean()).isFalse();
        // Whatever were sent would stand before this one.
        EVENTS.send(Topics.DISPATCH_DUE, letter.key(), DueEvent.TYPE, "{}");
        ConsumerRecord<String, byte[]> next =
                EVENTS.await(Topics.DISPATCH_DUE, it -> letter.key().equals(it.key()), SOON);
        assertThat(new String(next.value(), StandardCharsets.UTF_8)).isEqualTo("{}");
    }

    @Test
    void oneThatCanBeReadGoesToItsTopicAsItCame() {
        ConsumerRecord<String, byte[]> letter = Letters.due();

        JsonNode answer = post("hq", REDRIVE, Letters.redrive(letter, false), 200);

        assertThat(answer.path("sent").asBoolean()).isTrue();
        ConsumerRecord<String, byte[]> again =
                EVENTS.await(Topics.DISPATCH_DUE, it -> letter.key().equals(it.key()), SOON);
        assertThat(again.value()).isEqualTo(letter.value());
        assertThat(again.headers().lastHeader("ce_id"))
                .isEqualTo(letter.headers().lastHeader("ce_id"));
        assertThat(Stream.of(again.headers().toArray()))
                .noneMatch(header -> header.key().startsWith("kafka_dlt-"));
        assertThat(find(get("hq", "/api/operations/dead-letters?limit=100"), letter))
                .isNotEmpty();
    }

    @Test
    void whatWouldBeOneAgainIsNotSent() {
        assertUnreadable(
                Letters.of(Topics.DISPATCH_DUE, key(), DueEvent.TYPE, "{\"roomId\":1}"), "data.occurrenceId: required");
        assertUnreadable(
                Letters.of(Topics.DISPATCH_DUE, key(), ScheduleCommandEvent.TYPE, "{}"),
                "type: " + Topics.DISPATCH_DUE + " does not take " + ScheduleCommandEvent.TYPE);
    }

    private void assertUnreadable(ConsumerRecord<String, byte[]> letter, String why) {
        JsonNode answer = post("hq", REDRIVE, Letters.redrive(letter, true), 200);
        assertThat(answer.path("verdict").asText()).isEqualTo("UNREADABLE");
        assertThat(answer.path("detail").asText()).isEqualTo(why);
        assertThat(post("hq", REDRIVE, Letters.redrive(letter, false), 409)
                        .path("detail")
                        .asText())
                .isEqualTo(why);
    }

    @Test
    void aCommandThatWasAnsweredIsNotSentAgain() {
        String id = key();
        DATABASE.execute("INSERT INTO kb_command (event_source, event_id) VALUES ('/test', ?)", id);
        ConsumerRecord<String, byte[]> letter = Letters.of(
                Topics.SCHEDULE_COMMANDS,
                id,
                ScheduleCommandEvent.TYPE,
                "{\"memberLogin\":\"branch\",\"action\":\"TOGGLE\",\"scheduleId\":1}");

        assertThat(post("hq", REDRIVE, Letters.redrive(letter, true), 200)
                        .path("verdict")
                        .asText())
                .isEqualTo("ANSWERED");
        assertThat(post("hq", REDRIVE, Letters.redrive(letter, false), 409)
                        .path("detail")
                        .asText())
                .isEqualTo("It was answered already; send another");
    }

    @Test
    void whatIsNotThereIsNamed() {
        ConsumerRecord<String, byte[]> letter = Letters.due();

        assertField(Letters.redrive(letter, true).put("offset", letter.offset() + 1_000_000), "/offset", "unknown");
        assertField(Letters.redrive(letter, true).put("partition", 999_999), "/offset", "unknown");
        assertField(Letters.redrive(letter, true).put("topic", "__consumer_offsets"), "/topic", "not_one_of");
    }

    private void assertField(Object body, String pointer, String code) {
        JsonNode error = post("hq", REDRIVE, body, 422).path("errors").path(0);
        assertThat(error.path("pointer").asText()).isEqualTo(pointer);
        assertThat(error.path("code").asText()).isEqualTo(code);
    }

    private JsonNode waiting(String reason) {
        return StreamSupport.stream(get("hq", "/api/operations").path("waiting").spliterator(), false)
                .filter(it -> it.path("reason").asText().equals(reason))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private JsonNode reader(String group) {
        return StreamSupport.stream(get("hq", "/api/operations").path("readers").spliterator(), false)
                .filter(it -> it.path("group").asText().equals(group))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static JsonNode find(JsonNode letters, ConsumerRecord<String, byte[]> letter) {
        return StreamSupport.stream(letters.spliterator(), false)
                .filter(it -> letter.key().equals(it.path("key").asText()))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
