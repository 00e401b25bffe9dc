package io.roomcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.model.event.CommandResultEvent;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.ScheduleChangedEvent;
import io.roomcast.model.event.ScheduleCommandEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.testkit.Events;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Another system changes schedules over Kafka, under the rules of the REST API. */
class CommandsIT extends ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static Events events;

    @BeforeAll
    static void open() {
        events = new Events();
    }

    @AfterAll
    static void close() {
        events.close();
    }

    @Test
    void aCommandIsDoneOnceAndAnswered() throws IOException {
        String title = "from ERP " + key();
        String id = send(command("CREATE", "branch")
                .set("schedule", Bodies.schedule(ROOM).put("title", title)));

        JsonNode result = resultOf(id);

        assertThat(result.path("status").asInt()).isEqualTo(201);
        long schedule = result.path("scheduleId").asLong();
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE title = ?", title))
                .isEqualTo(1);
        assertThat(changeOf(schedule).path("change").asText()).isEqualTo("CREATED");

        assertThat(DATABASE.count(
                        "SELECT COUNT(*) FROM kb_audit_log WHERE subject = 'schedule' AND subject_id = ?"
                                + " AND action = 'created' AND login_id = 'branch' AND origin = 'event'",
                        schedule))
                .isEqualTo(1);

        String toggle = send(command("TOGGLE", "branch").put("scheduleId", schedule));
        assertThat(resultOf(toggle).path("status").asInt()).isEqualTo(200);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE id = ? AND status = 'inactive'", schedule))
                .isEqualTo(1);
    }

    @Test
    void aCommandChangesAndDeletesWhatTheOneBeforeHasMade() throws IOException {
        String title = "changed by ERP " + key();
        JsonNode made = resultOf(send(command("CREATE", "branch").set("schedule", Bodies.schedule(ROOM))));
        long schedule = made.path("scheduleId").asLong();

        JsonNode changed = resultOf(send(command("UPDATE", "branch")
                .put("scheduleId", schedule)
                .put("version", made.path("version").asInt())
                .set("schedule", Bodies.schedule(ROOM).put("title", title))));
        JsonNode stale = resultOf(send(command("DELETE", "branch")
                .put("scheduleId", schedule)
                .put("version", made.path("version").asInt())));
        JsonNode deleted = resultOf(send(command("DELETE", "branch")
                .put("scheduleId", schedule)
                .put("version", changed.path("version").asInt())));

        assertThat(changed.path("status").asInt()).isEqualTo(200);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE id = ? AND title = ?", schedule, title))
                .isEqualTo(1);
        assertThat(stale.path("status").asInt()).isEqualTo(412);
        assertThat(deleted.path("status").asInt()).isEqualTo(200);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE id = ? AND deleted_at IS NOT NULL", schedule))
                .isEqualTo(1);
    }

    @Test
    void aRepeatedCommandIsDoneOnce() throws IOException {
        String title = "sent twice " + key();
        var record = new EventCodec()
                .record(
                        Topics.SCHEDULE_COMMANDS,
                        "any",
                        key(),
                        ScheduleCommandEvent.TYPE,
                        URI.create("/test"),
                        Instant.now(),
                        command("CREATE", "branch")
                                .set("schedule", Bodies.schedule(ROOM).put("title", title))
                                .toString()
                                .getBytes(StandardCharsets.UTF_8));
        events.send(record);
        events.send(record);

        // Of one key, so what comes after it comes after both.
        assertThat(resultOf(send(command("TOGGLE", "branch").put("scheduleId", 987_654_321)))
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE title = ?", title))
                .isEqualTo(1);
    }

    @Test
    void aRefusedCommandIsAnsweredWithTheProblemAndChangesNothing() throws IOException {
        long before = DATABASE.count("SELECT COUNT(*) FROM kb_schedule");

        JsonNode foreignRoom = resultOf(send(command("CREATE", "branch").set("schedule", Bodies.schedule(OTHER_ROOM))));
        JsonNode viewer = resultOf(send(command("CREATE", "viewer").set("schedule", Bodies.schedule(ROOM))));
        JsonNode missing = resultOf(send(command("TOGGLE", "branch").put("scheduleId", 987_654_321)));

        assertThat(foreignRoom.path("status").asInt()).isEqualTo(422);
        assertThat(foreignRoom.at("/problem/errors/0/pointer").asText()).isEqualTo("/roomId");
        assertThat(viewer.path("status").asInt()).isEqualTo(403);
        assertThat(missing.path("status").asInt()).isEqualTo(404);
        assertThat(DATABASE.count("SELECT COUNT(*) FROM kb_schedule")).isEqualTo(before);
    }

    @Test
    void aBadRecordIsADeadLetterWithItsReasonAndTheNextIsHandledWithinTwoSeconds() {
        String key = key();
        String title = "good after bad " + key;
        events.send(Topics.SCHEDULE_COMMANDS, key, ScheduleCommandEvent.TYPE, "{\"action\":\"CREATE\"}");
        events.send(
                Topics.SCHEDULE_COMMANDS,
                key,
                ScheduleCommandEvent.TYPE,
                command("CREATE", "branch")
                        .set("schedule", Bodies.schedule(ROOM).put("title", title))
                        .toString());

        await("the next good one")
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> DATABASE.count("SELECT COUNT(*) FROM kb_schedule WHERE title = ?", title) == 1);
        assertThat(reasonOf(key)).contains("data.memberLogin: required");
    }

    @Test
    void everyKindOfBadCommandSaysWhatIsWrong() throws IOException {
        assertDead(command("CREATE", "branch"), "data.schedule: required for CREATE");
        assertDead(
                command("UPDATE", "branch").put("scheduleId", 1).set("schedule", Bodies.schedule(ROOM)),
                "data.version: required");
        assertDead(command("DELETE", "branch").put("version", 0), "data.scheduleId: required");
        assertDead(command("EXPLODE", "branch"), "data.action");
        assertDead(command("TOGGLE", "nobody").put("scheduleId", 1), "data.memberLogin: no active member");
        assertDead(command("TOGGLE", "branch").put("scheduleId", "one"), "data.scheduleId");
        assertDead(command("TOGGLE", "branch").put("scheduleId", 1).put("surprise", 1), "data.surprise");
        assertDead(
                command("CREATE", "branch")
                        .set("schedule", Bodies.schedule(ROOM).put("priority", "high")),
                "data.schedule.priority");
    }

    /** Kept for whoever looks into it, and answered for whoever sent it. */
    private void assertDead(JsonNode command, String reason) throws IOException {
        String key = key();
        String id = events.send(Topics.SCHEDULE_COMMANDS, key, ScheduleCommandEvent.TYPE, command.toString());
        assertThat(reasonOf(key)).contains(reason);
        JsonNode result = resultOf(id);
        assertThat(result.path("status").asInt()).isEqualTo(400);
        assertThat(result.at("/problem/detail").asText()).contains(reason);
    }

    private static String reasonOf(String key) {
        var dead = events.await(
                Topics.SCHEDULE_COMMANDS + Topics.DEAD_LETTER_SUFFIX, record -> key.equals(record.key()), SOON);
        return new String(
                dead.headers().lastHeader("kafka_dlt-exception-message").value(), StandardCharsets.UTF_8);
    }

    private static ObjectNode command(String action, String login) {
        return JSON.createObjectNode().put("memberLogin", login).put("action", action);
    }

    private static String send(JsonNode command) {
        return events.send(Topics.SCHEDULE_COMMANDS, "any", ScheduleCommandEvent.TYPE, command.toString());
    }

    private static JsonNode resultOf(String commandId) throws IOException {
        var record = events.await(
                Topics.SCHEDULE_CHANGES,
                it -> type(it).equals(CommandResultEvent.TYPE) && text(it).contains(commandId),
                SOON);
        return JSON.readTree(record.value());
    }

    private static JsonNode changeOf(long schedule) throws IOException {
        var record = events.await(
                Topics.SCHEDULE_CHANGES,
                it -> type(it).equals(ScheduleChangedEvent.TYPE)
                        && Long.toString(schedule).equals(it.key()),
                SOON);
        return JSON.readTree(record.value());
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
