package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.model.content.Sha256;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import io.roomcast.simulator.PhoneSettings;
import io.roomcast.testkit.WireTap;
import io.roomcast.testkit.WireTap.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each point at which a process can die or freeze, reached exactly, and what is left and repaired then.
 *
 * <p>The processes are real jars; between each and its database, or its phone, stands a wire tap that kills or freezes it
 * when given words have gone by. First of all: nothing else shall run beside it.
 */
@Order(1)
class CrashPointIT {
    private static final Duration REPAIRED = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static Phone phone;
    private static WireTap databaseOfApi;
    private static WireTap databaseOfTrigger;
    private static WireTap databaseOfDispatcher;
    private static WireTap wireOfPhone;
    private static Watched api;
    private static Watched trigger;
    private static Watched dispatcher;
    private static String token;

    private final List<Watched> helpers = new ArrayList<>();
    private long room;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.of(folder);
        phone = Phone.start(PhoneSettings.of(folder.resolve("phone"), 0));
        String database = cluster.database.address();
        databaseOfApi = WireTap.on(database);
        databaseOfTrigger = WireTap.on(database);
        databaseOfDispatcher = WireTap.on(database);
        wireOfPhone = WireTap.on("127.0.0.1:" + phone.port());
        api = cluster.services(databaseOfApi.address()).api();
        trigger = cluster.services(databaseOfTrigger.address()).trigger(1);
        dispatcher = dispatcher(1, databaseOfDispatcher.address());
        for (Watched service : List.of(api, trigger, dispatcher)) {
            cluster.add(service);
            service.start();
        }
        cluster.world.member(cluster.world.branch, "manager", "manager", null);
        token = Tokens.of(cluster.home, "manager");
    }

    @AfterAll
    static void stop() {
        List.of(databaseOfApi, databaseOfTrigger, databaseOfDispatcher, wireOfPhone)
                .forEach(WireTap::close);
        cluster.close();
        phone.close();
    }

    @BeforeEach
    void aRoomOfItsOwn() {
        cluster.services().forEach(service -> repaired("ready again", service::isReady));
        long bot = cluster.world.bot(
                "phone-" + UUID.randomUUID().toString().substring(0, 8), "iris", "http://" + wireOfPhone.address());
        room = cluster.world.room(cluster.world.branch, bot);
    }

    @AfterEach
    void leaveNothingBehind() {
        cluster.services().forEach(CrashPointIT::thaw);
        List.of(databaseOfApi, databaseOfTrigger, databaseOfDispatcher, wireOfPhone)
                .forEach(WireTap::disarm);
        helpers.forEach(Watched::stop);
    }

    @Test
    void apiDiesBeforeItsCommitAndTheRequestIsRepeated() {
        String key = UUID.randomUUID().toString();
        Trap trap = databaseOfApi.before(api::kill, "INSERT INTO kb_schedule SET", "COMMIT");
        assertThatThrownBy(() -> create(key)).isInstanceOf(java.io.UncheckedIOException.class);
        trap.await(5);
        assertThat(schedules()).isZero();

        repaired("the API", api::isReady);
        create(key);

        assertThat(schedules()).isEqualTo(1);
    }

    @Test
    void apiDiesAfterItsCommitAndTheRepetitionGetsTheFirstAnswer() {
        String key = UUID.randomUUID().toString();
        Trap trap = databaseOfApi.after(api::kill, "INSERT INTO kb_schedule SET", "COMMIT");
        assertThatThrownBy(() -> create(key)).isInstanceOf(java.io.UncheckedIOException.class);
        trap.await(5);
        assertThat(schedules()).isEqualTo(1);

        repaired("the API", api::isReady);
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

    @Test
    void dispatcherDiesBeforeItsLease() {
        Trap trap = databaseOfDispatcher.before(dispatcher::kill, "SELECT id FROM kb_room WHERE id = ");
        dueSoon("leased by the next");
        trap.await(30);
        assertThat(cluster.database.query("SELECT lease_owner FROM kb_room WHERE id = ?", room))
                .singleElement()
                .satisfies(row -> assertThat(row.get("lease_owner")).isNull());

        assertSentOnce("leased by the next");
    }

    @Test
    void dispatcherDiesWithTheLeaseAndNothingStarted() {
        Trap trap = databaseOfDispatcher.after(dispatcher::kill, "SET state = 'SENDING'", "COMMIT");
        dueSoon("started by the next");
        trap.await(30);
        assertParts("PENDING");

        assertSentOnce("started by the next");
    }

    @Test
    void dispatcherDiesBetweenTheStartAndTheCall() {
        Trap trap = databaseOfDispatcher.after(dispatcher::kill, "SET p.state = 'SENDING'", "COMMIT");
        dueSoon("never called");
        trap.await(30);
        assertParts("SENDING");

        awaitState("UNKNOWN");
        assertThat(accepted("never called")).isZero();
    }

    @Test
    void dispatcherDiesBetweenTheCallAndTheOutcome() {
        Trap trap = wireOfPhone.after(dispatcher::kill, "POST /reply");
        dueSoon("found in the room's log");
        trap.await(30);
        assertParts("SENDING");

        assertSentOnce("found in the room's log");
        assertParts("CONFIRMED");
    }

    @Test
    void dispatcherDiesBetweenTwoParts() throws IOException {
        Trap trap = databaseOfDispatcher.after(dispatcher::kill, "SET p.state = v.state", "COMMIT");
        dueSoon("the first of two", picture("the second of two"));
        trap.await(30);
        assertParts("CONFIRMED", "PENDING");

        assertSentOnce("the first of two");
        assertParts("CONFIRMED", "CONFIRMED");
        assertThat(phone.journal().entries())
                .filteredOn(entry -> Sha256.hex("the second of two").equals(entry.sha256()))
                .filteredOn(entry -> entry.event().equals("accepted"))
                .hasSize(1);
    }

    /** It wakes up with the right to call that it got before; nobody may see a call of it. */
    @Test
    void dispatcherFreezesBetweenTheStartAndTheCallAndWakesUpPastItsLease() {
        Trap frozen = databaseOfDispatcher.after(() -> freeze(dispatcher), "SET p.state = 'SENDING'", "COMMIT");
        dueSoon("called by nobody");
        frozen.await(30);
        help(dispatcher(2, cluster.database.address()));
        awaitState("UNKNOWN");
        long epoch = cluster.database.count("SELECT lease_epoch FROM kb_room WHERE id = ?", room);

        Trap fenced = databaseOfDispatcher.after(() -> {}, "SELECT id, lease_epoch FROM kb_room");
        thaw(dispatcher);
        fenced.await(60);

        repaired("the frozen one", dispatcher::isReady);
        assertThat(accepted("called by nobody")).isZero();
        awaitState("UNKNOWN");
        assertParts("UNKNOWN");
        assertThat(cluster.database.count("SELECT lease_epoch FROM kb_room WHERE id = ?", room))
                .isEqualTo(epoch);
    }

    /** The result is published again under the same id, and counted once. */
    @Test
    void relayDiesAfterTheBrokersAcknowledgementAndBeforeItsMark() {
        Trap trap = databaseOfDispatcher.before(dispatcher::kill, "DELETE FROM kb_outbox");
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

    private static Watched dispatcher(int replica, String database) {
        return cluster.services(database)
                .dispatcher(
                        replica,
                        List.of(
                                "--roomcast.dispatcher.lease=5s",
                                "--roomcast.dispatcher.confirm-within=3s",
                                "--roomcast.dispatcher.turn=5s"));
    }

    private void help(Watched helper) {
        helpers.add(helper);
        helper.start();
        repaired(helper.name(), helper::isReady);
    }

    private static void freeze(Watched service) {
        signal("-STOP", service);
    }

    private static void thaw(Watched service) {
        signal("-CONT", service);
    }

    private static void signal(String signal, Watched service) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(service.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void dueSoon(String text) {
        cluster.world.once(room, cluster.database.now().plusSeconds(1), text);
    }

    private void dueSoon(String text, String picture) {
        var due = cluster.database.now().plusSeconds(3);
        long id = cluster.world.once(room, due, text);
        cluster.database.execute(
                "UPDATE kb_schedule SET send_interval_seconds = 0, message_images_1 = ? WHERE id = ?", picture, id);
    }

    /** Puts a picture into the store; returns the list of one reference. */
    private static String picture(String content) throws IOException {
        String sha256 = Sha256.hex(content);
        Path file = cluster.home.images().resolve(sha256.substring(0, 2)).resolve(sha256);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return "[{\"id\":1,\"sha256\":\"%s\",\"name\":\"x\",\"mediaType\":\"image/png\"}]".formatted(sha256);
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

    private List<Map<String, Object>> occurrences() {
        return cluster.database.query("SELECT * FROM kb_occurrence WHERE room_id = ?", room);
    }

    private void assertParts(String... states) {
        assertThat(cluster.database.query("SELECT state FROM kb_part WHERE room_id = ? ORDER BY position", room))
                .extracting(row -> row.get("state"))
                .containsExactly((Object[]) states);
    }

    /** What died is started again; then the message comes to its good end, with one accepted call. */
    private void assertSentOnce(String text) {
        awaitState("SUCCESS");
        assertThat(occurrences()).hasSize(1);
        assertThat(accepted(text)).isEqualTo(1);
    }

    private void awaitState(String state) {
        repaired(state, () -> occurrences().stream().anyMatch(row -> state.equals(row.get("state"))));
    }

    private long accepted(String text) {
        return phone.journal().entries().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .filter(entry -> text.equals(entry.text()))
                .map(Journal.Entry::room)
                .count();
    }

    private static void repaired(String what, java.util.concurrent.Callable<Boolean> holds) {
        try {
            await(what)
                    .atMost(REPAIRED)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> {
                        // At once: the pause after an early death would grow from test to test.
                        cluster.services().stream()
                                .filter(service -> !service.isAlive())
                                .forEach(Watched::start);
                        return holds.call();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + ": " + Autopsy.of(cluster), e);
        }
    }
}
