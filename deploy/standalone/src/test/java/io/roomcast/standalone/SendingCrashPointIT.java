package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomcast.embedded.WireTap.Trap;
import io.roomcast.model.content.Sha256;
import org.junit.jupiter.api.Test;

/** From the lease to the result: what a dispatcher leaves behind. */
class SendingCrashPointIT extends CrashPoints {
    @Test
    void dispatcherDiesBeforeItsLease() {
        Trap trap = databaseOfDispatcher.before(dispatcher::kill, "SELECT id FROM kb_room FORCE INDEX");
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
    void dispatcherDiesBetweenTwoParts() {
        Trap trap = databaseOfDispatcher.after(dispatcher::kill, "SET p.state = v.state", "COMMIT");
        dueSoon("the first of two", "the second of two");
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

        // It writes that it did not call, or, frozen for longer than a transaction may take, looks at its rooms again.
        Trap awake = databaseOfDispatcher.after(() -> {}, "FROM kb_room FORCE INDEX");
        thaw(dispatcher);
        awake.await(60);

        repaired("the frozen one", dispatcher::isReady);
        assertThat(accepted("called by nobody")).isZero();
        awaitState("UNKNOWN");
        assertParts("UNKNOWN");
        assertThat(cluster.database.count("SELECT lease_epoch FROM kb_room WHERE id = ?", room))
                .isEqualTo(epoch);
    }

    private void dueSoon(String text, String picture) {
        cluster.once(room, cluster.database.now().plusSeconds(3), text, picture, "");
    }

    private void assertParts(String... states) {
        assertThat(cluster.database.query("SELECT state FROM kb_part WHERE room_id = ? ORDER BY position", room))
                .extracting(row -> row.get("state"))
                .containsExactly((Object[]) states);
    }
}
