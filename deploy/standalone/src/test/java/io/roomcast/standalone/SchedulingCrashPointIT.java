package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.embedded.WireTap;
import io.roomcast.embedded.WireTap.Trap;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the request to the hand-over, and from the outcome back to the schedule's count. */
class SchedulingCrashPointIT extends CrashPoints {
    private static WireTap databaseOfApi;
    private static Watched api;
    private static String token;

    @BeforeAll
    static void startApi() throws Exception {
        databaseOfApi = tap(cluster.database.address());
        api = cluster.services(databaseOfApi.address()).api();
        add(api);
        cluster.world.member(cluster.world.branch, "manager", "manager", null);
        token = Tokens.of(cluster.home, "manager");
    }

    @Test
    void apiDiesBeforeItsCommitAndTheRequestIsRepeated() {
        String key = UUID.randomUUID().toString();
        Trap trap = databaseOfApi.before(api::kill, "INSERT INTO kb_schedule SET", "COMMIT");
        assertThatThrownBy(() -> create(key)).isInstanceOf(UncheckedIOException.class);
        trap.await(5);
        assertThat(schedules()).isZero();

        startedAgain(api);
        create(key);

        assertThat(schedules()).isEqualTo(1);
    }

    @Test
    void apiDiesAfterItsCommitAndTheRepetitionGetsTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        Trap trap = databaseOfApi.after(api::kill, "INSERT INTO kb_schedule SET", "COMMIT");
        assertThatThrownBy(() -> create(key)).isInstanceOf(UncheckedIOException.class);
        trap.await(5);
        assertThat(schedules()).isEqualTo(1);

        startedAgain(api);
        JsonNode answer = create(key);

        assertThat(schedules()).isEqualTo(1);
        assertThat(answer.path("id").asLong())
                .isEqualTo(cluster.database.count("SELECT id FROM kb_schedule WHERE room_id = ?", room));
    }

    @Test
    void triggerDiesInAClaim() {
        Trap trap = databaseOfTrigger.before(trigger::kill, "INSERT INTO kb_occurrence", "COMMIT");
        dueSoon("claimed twice, committed once");
        trap.await(30);
        assertThat(occurrences()).isEmpty();

        assertSentOnce("claimed twice, committed once");
    }

    /** Its row locks end with its session: the server closes it after 30 s of silence. */
    @Test
    void triggerFreezesInAClaim() {
        Trap trap = databaseOfTrigger.before(() -> freeze(trigger), "INSERT INTO kb_occurrence", "COMMIT");
        dueSoon("claimed by another");
        trap.await(30);
        help(cluster.services(cluster.database.address()).trigger(2));

        assertSentOnce("claimed by another");

        thaw(trigger);
        repaired("the frozen one", trigger::isReady);
        assertSentOnce("claimed by another");
    }

    @Test
    void triggerDiesAfterItsCommitAndBeforeItPublishes() {
        Trap trap = databaseOfTrigger.after(trigger::kill, "INSERT INTO kb_occurrence", "COMMIT");
        dueSoon("published later");
        trap.await(30);
        assertThat(occurrences())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("state", "QUEUED"));

        assertSentOnce("published later");
    }

    /** What the broker loses is handed over again. */
    @Test
    void brokerLosesADueEvent() {
        freeze(dispatcher);
        dueSoon("handed over again");
        await("handed over")
                .atMost(REPAIRED)
                .until(() -> cluster.database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ? AND wake_at > scheduled_at", room)
                        == 1);
        repaired(
                "published",
                () -> !Topic.DUE.eventIds(cluster.home, Long.toString(room)).isEmpty());
        Topic.DUE.truncate(cluster.home);
        assertThat(Topic.DUE.eventIds(cluster.home, Long.toString(room))).isEmpty();

        thaw(dispatcher);

        assertSentOnce("handed over again");
    }

    /** The result is published again under the same id, and counted once. */
    @Test
    void relayDiesAfterTheBrokersAcknowledgementAndBeforeItsMark() {
        Trap trap = databaseOfDispatcher.before(dispatcher::kill, "DELETE o FROM kb_outbox");
        dueSoon("told twice");
        trap.await(60);
        assertSentOnce("told twice");

        repaired("outbox", () -> cluster.database.count("SELECT COUNT(*) FROM kb_outbox") == 0);
        List<String> ids = Topic.RESULTS.eventIds(cluster.home, Long.toString(room));
        assertThat(ids).hasSizeGreaterThan(1);
        assertThat(ids).containsOnly(ids.get(0));
        repaired(
                "counted",
                () -> cluster.database.count("SELECT send_count FROM kb_schedule WHERE room_id = ?", room) >= 1);
        assertThat(cluster.database.count("SELECT send_count FROM kb_schedule WHERE room_id = ?", room))
                .isEqualTo(1);
    }

    private JsonNode create(String key) {
        ObjectNode body = Http.JSON.createObjectNode();
        body.put("title", "made by the API").put("roomId", room).put("messageText", "some day");
        body.put("scheduleType", "once").put("scheduleDate", "2035-01-01").put("timeZone", "Asia/Seoul");
        body.put("validFrom", "2026-01-01T00:00:00+09:00").put("validUntil", "2036-01-01T00:00:00+09:00");
        body.putArray("scheduleTimes").add("09:00");
        return Http.post(Services.local(cluster.home.apiPort(), "/api/schedules"), token, body, key);
    }

    private long schedules() {
        return cluster.database.count("SELECT COUNT(*) FROM kb_schedule WHERE room_id = ?", room);
    }
}
