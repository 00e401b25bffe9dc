package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.event.MessageRequestedEvent;
import io.roomcast.model.event.ScheduleCommandEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import io.roomcast.testkit.TestBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
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

    /** What was never handled of a partition counts from its beginning. */
    @Test
    void saysHowFarReadersAreBehind() throws ExecutionException, InterruptedException {
        ConsumerRecord<String, byte[]> some = sent(Topics.DISPATCH_DUE);
        String upToDate = "roomcast-" + key();
        String hardlyBegun = "roomcast-" + key();
        long all;
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestBroker.bootstrapServers()))) {
            var here = new TopicPartition(Topics.DISPATCH_DUE, some.partition());
            Map<TopicPartition, OffsetAndMetadata> ends = ends(admin, OffsetSpec.latest());
            all = sum(ends) - sum(ends(admin, OffsetSpec.earliest()));
            admin.alterConsumerGroupOffsets(upToDate, ends).all().get();
            admin.alterConsumerGroupOffsets(hardlyBegun, Map.of(here, new OffsetAndMetadata(some.offset())))
                    .all()
                    .get();
        }
        assertThat(reader(upToDate).path("behind").asLong(-1)).isZero();

        sent(Topics.DISPATCH_DUE);

        assertThat(reader(upToDate).path("behind").asLong()).isEqualTo(1);
        assertThat(reader(upToDate).path("topic").asText()).isEqualTo(Topics.DISPATCH_DUE);
        assertThat(reader(hardlyBegun).path("behind").asLong()).isEqualTo(all + 1 - some.offset());
        EVENTS.send(Topics.SCHEDULE_COMMANDS, key(), ScheduleCommandEvent.TYPE, "{}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                reader("roomcast-api-commands").path("behind").asLong(-1))
                        .isZero());
        assertThat(get("hq", "/api/operations").path("brokerAnswers").asBoolean())
                .isTrue();
    }

    private static ConsumerRecord<String, byte[]> sent(String topic) {
        String key = key();
        EVENTS.sendRaw(topic, key, new byte[] {1});
        return EVENTS.await(topic, it -> key.equals(it.key()), SOON);
    }

    private static Map<TopicPartition, OffsetAndMetadata> ends(Admin admin, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = admin.describeTopics(List.of(Topics.DISPATCH_DUE)).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> which));
        return admin.listOffsets(asked).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        end -> new OffsetAndMetadata(end.getValue().offset())));
    }

    private static long sum(Map<TopicPartition, OffsetAndMetadata> ends) {
        return ends.values().stream().mapToLong(OffsetAndMetadata::offset).sum();
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

    /** A listener set it aside, as it is: reason, masking and all. */
    @Test
    void whatWasMaskedIsNotSent() {
        String key = key();
        EVENTS.send(
                Topics.SCHEDULE_COMMANDS,
                key,
                ScheduleCommandEvent.TYPE,
                "{\"memberLogin\":\"900101-1234567\",\"action\":\"TOGGLE\"}");
        ConsumerRecord<String, byte[]> letter =
                EVENTS.await(Topics.SCHEDULE_COMMANDS + Topics.DEAD_LETTER_SUFFIX, it -> key.equals(it.key()), SOON);

        JsonNode shown = find(get("hq", "/api/operations/dead-letters?limit=100"), letter);
        assertThat(shown.path("reason").asText()).isEqualTo("data.scheduleId: required for TOGGLE");
        assertThat(shown.path("text").asText()).contains("******-*******").doesNotContain("1234567");
        assertThat(verdict(letter)).isEqualTo("MASKED");
        post("hq", REDRIVE, Letters.redrive(letter, false), 409);
    }

    /** Five minutes after it was set aside nobody wants it any more. */
    @Test
    void aMessageToBeSentAtOnceIsNotSentLater() {
        String message = "{\"memberLogin\":\"branch\",\"roomId\":1,\"text\":\"오늘 16시까지\"}";
        ConsumerRecord<String, byte[]> fresh =
                Letters.of(Topics.DISPATCH_DUE, key(), MessageRequestedEvent.TYPE, message);
        ConsumerRecord<String, byte[]> old = Letters.of(
                Topics.DISPATCH_DUE,
                key(),
                MessageRequestedEvent.TYPE,
                message,
                DATABASE.now().minus(MessageRequestedEvent.WINDOW).minusSeconds(1));

        assertThat(verdict(fresh)).isEqualTo("READABLE");
        assertThat(verdict(old)).isEqualTo("LATE");
        assertThat(post("hq", REDRIVE, Letters.redrive(old, false), 409)
                        .path("detail")
                        .asText())
                .startsWith("It was to be sent at once, 20");
    }

    private String verdict(ConsumerRecord<String, byte[]> letter) {
        return post("hq", REDRIVE, Letters.redrive(letter, true), 200)
                .path("verdict")
                .asText();
    }

    @Test
    void whoeverLooksAtDeadLettersIsOnRecord() {
        Letters.due();

        int seen = get("hq", "/api/operations/dead-letters?limit=2").size();

        JsonNode entry = get("hq", "/api/audit?subject=dead_letter&action=viewed&limit=1")
                .path("items")
                .path(0);
        assertThat(entry.path("loginId").asText()).isEqualTo("hq");
        assertThat(entry.path("changes").path(0).path("after").asText()).isEqualTo(Integer.toString(seen));
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
