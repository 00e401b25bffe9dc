package io.roomcast.dispatch.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.simulator.Phone;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with one room is felt by no other, though rooms are looked at together. */
class NeighboursIT extends LaneTest {
    private static final int OTHERS = 30;

    /** More than write at once. */
    private static final int LOCKED = 4;

    /** One moment for all, so that their lanes are woken at once. */
    private final Instant due = running.database.now().plusSeconds(2);

    @Test
    void aPhoneThatIsAwayDelaysOnlyItsOwnRooms() {
        long lost = running.world.room(
                running.world.branch, running.world.bot("away-" + phone.port(), "iris", "http://127.0.0.1:1"));

        long waiting = running.queue(lost, "to nobody");
        long other = running.queue(room, "to somebody");

        running.awaitState(other, "SUCCESS", Duration.ofSeconds(5));
        await("the wait is visible")
                .atMost(SOON)
                .until(() -> "BOT_DOWN".equals(running.occurrence(waiting).get("wait_reason")));
    }

    @Test
    void aRoomWhoseMessageCannotBeReadHoldsUpNoneOfThoseLookedAtWithIt() {
        long broken = running.queueContent(room, "{\"order\":\"SIDEWAYS\"}", due);
        List<Long> others = queueToOthers(bot, due);

        others.forEach(id -> running.awaitState(id, "SUCCESS", SOON));
        assertThat(running.state(broken)).isEqualTo("QUEUED");
        running.database.execute("DELETE FROM kb_occurrence WHERE id = ?", broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kb_room WHERE id = :room", "kb_occurrence WHERE id = :head"})
    void whatSomeoneHasLockedHoldsUpNoneOfThoseLookedAtWithIt(String rows) throws Exception {
        long head = running.queue(room, "when it is free", due);
        // Wakes the lane: one that is locked is not handed over.
        long second = running.queue(room, "after it", due.plusMillis(1));
        List<Long> others = queueToOthers(bot, due);
        try (Connection connection = running.database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT id FROM "
                    + rows.replace(":room", Long.toString(room)).replace(":head", Long.toString(head)) + " FOR UPDATE");

            others.forEach(id -> running.awaitState(id, "SUCCESS", Duration.ofSeconds(10)));
            assertThat(running.state(head)).isEqualTo("QUEUED");
            connection.rollback();
        }
        running.awaitState(second, "SUCCESS", SOON);
        assertThat(running.state(head)).isEqualTo("SUCCESS");
    }

    /** The outcome of what a phone has taken cannot be written yet; or its next part cannot start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"order\":\"IMAGES_FIRST\",\"mediaWaitMillis1\":3000",
                "\"order\":\"TEXT_FIRST\",\"sendIntervalSeconds\":3"
            })
    void roomsThatAreLockedAmidTheirPartsHoldUpNoneOfThoseSentWithThem(String rest) throws Exception {
        String twoParts = "{\"text\":\"text\",\"images1\":[" + image("picture") + "],\"images2\":[]," + rest + "}";
        List<Phone> phones = Stream.generate(running::phone).limit(LOCKED).toList();
        List<Long> rooms = phones.stream()
                .map(it -> running.world.room(running.world.branch, running.bot(it)))
                .toList();
        List<Long> heads = rooms.stream()
                .map(it -> running.queueContent(it, twoParts, due))
                .toList();
        await("the first parts").atMost(SOON).until(() -> phones.stream().allMatch(it -> accepted(it) == 1));
        try (Connection connection = running.database.connect()) {
            connection.setAutoCommit(false);
            lock(connection, "kb_room", rooms);
            List<Long> others = queueToOthers(bot, running.database.now().plusSeconds(4));

            others.forEach(id -> running.awaitState(id, "SUCCESS", Duration.ofSeconds(15)));
            assertThat(heads).allMatch(id -> running.state(id).equals("SENDING"));
            connection.rollback();
        }
        heads.forEach(id -> running.awaitState(id, "SUCCESS", SOON));
        assertThat(phones).allMatch(it -> accepted(it) == 2);
    }

    @Test
    void phonesThatAreLockedHoldUpNoneOfTheOthers() throws Exception {
        List<Phone> phones = Stream.generate(running::phone).limit(LOCKED).toList();
        List<Long> bots = phones.stream().map(running::bot).toList();
        List<Long> heads = bots.stream()
                .map(it -> running.queue(running.world.room(running.world.branch, it), "when it is free", due))
                .toList();
        List<Long> others = queueToOthers(bot, due);
        try (Connection connection = running.database.connect()) {
            connection.setAutoCommit(false);
            lock(connection, "kb_bot", bots);

            others.forEach(id -> running.awaitState(id, "SUCCESS", Duration.ofSeconds(10)));
            assertThat(phones).allMatch(it -> accepted(it) == 0);
            connection.rollback();
        }
        heads.forEach(id -> running.awaitState(id, "SUCCESS", SOON));
    }

    private static void lock(Connection connection, String table, List<Long> ids) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT id FROM " + table + " WHERE id IN ("
                    + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + ") FOR UPDATE");
        }
    }

    private static long accepted(Phone phone) {
        return phone.journal().entries().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .count();
    }

    private List<Long> queueToOthers(long phone, Instant moment) {
        return IntStream.range(0, OTHERS)
                .mapToObj(i -> running.queue(running.world.room(running.world.branch, phone), "to room " + i, moment))
                .toList();
    }
}
