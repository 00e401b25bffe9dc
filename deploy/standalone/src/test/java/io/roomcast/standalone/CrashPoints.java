package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.embedded.Frozen;
import io.roomcast.embedded.WireTap;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import io.roomcast.simulator.PhoneSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each point at which a process can die or freeze, reached exactly, and what is left and repaired then.
 *
 * <p>The processes are real jars; between each and its database, or its phone, stands a wire tap that kills or freezes it
 * when given words have gone by.
 */
abstract class CrashPoints {
    static final Duration REPAIRED = Duration.ofSeconds(90);

    /** As of a whole cluster: on a machine on which another one starts as well. */
    private static final Duration STARTED = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    static Cluster cluster;
    static WireTap databaseOfTrigger;
    static WireTap databaseOfDispatcher;
    static WireTap wireOfPhone;
    static Watched trigger;
    static Watched dispatcher;

    private static final List<WireTap> taps = new ArrayList<>();
    static Phone phone;

    private final List<Watched> helpers = new ArrayList<>();
    long room;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.of(folder);
        phone = Phone.start(PhoneSettings.of(folder.resolve("phone"), 0));
        databaseOfTrigger = tap(cluster.database.address());
        databaseOfDispatcher = tap(cluster.database.address());
        wireOfPhone = tap("127.0.0.1:" + phone.port());
        trigger = cluster.services(databaseOfTrigger.address()).trigger(1);
        dispatcher = dispatcher(1, databaseOfDispatcher.address());
        add(trigger);
        add(dispatcher);
    }

    /** One that is to die; it is started, and started again. */
    static void add(Watched service) {
        cluster.add(service);
        service.start();
    }

    static WireTap tap(String address) {
        WireTap tap = WireTap.on(address);
        taps.add(tap);
        return tap;
    }

    @AfterAll
    static void stop() {
        taps.forEach(WireTap::close);
        taps.clear();
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
        cluster.services().forEach(CrashPoints::thaw);
        taps.forEach(WireTap::disarm);
        helpers.forEach(Watched::stop);
    }

    static Watched dispatcher(int replica, String database) {
        return cluster.services(database)
                .dispatcher(
                        replica,
                        List.of(
                                "--roomcast.dispatcher.lease=5s",
                                "--roomcast.dispatcher.confirm-within=3s",
                                "--roomcast.dispatcher.turn=5s"));
    }

    final void help(Watched helper) {
        helpers.add(helper);
        helper.start();
        repaired(helper.name(), helper::isReady);
    }

    static void freeze(Watched service) {
        Frozen.freeze(service.pid());
    }

    static void thaw(Watched service) {
        Frozen.thaw(service.pid());
    }

    final void dueSoon(String text) {
        cluster.world.once(room, cluster.database.now().plusSeconds(1), text);
    }

    final List<Map<String, Object>> occurrences() {
        return cluster.database.query("SELECT * FROM kb_occurrence WHERE room_id = ?", room);
    }

    /** What died is started again; then the message comes to its good end, with one accepted call. */
    final void assertSentOnce(String text) {
        awaitState("SUCCESS");
        assertThat(occurrences()).hasSize(1);
        assertThat(accepted(text)).isEqualTo(1);
    }

    final void awaitState(String state) {
        repaired(state, () -> occurrences().stream().anyMatch(row -> state.equals(row.get("state"))));
    }

    final long accepted(String text) {
        return phone.journal().entries().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .filter(entry -> text.equals(entry.text()))
                .map(Journal.Entry::room)
                .count();
    }

    static void startedAgain(Watched service) {
        repaired("started again", STARTED, service::isReady);
    }

    static void repaired(String what, Callable<Boolean> holds) {
        repaired(what, REPAIRED, holds);
    }

    private static void repaired(String what, Duration limit, Callable<Boolean> holds) {
        try {
            await(what)
                    .atMost(limit)
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
