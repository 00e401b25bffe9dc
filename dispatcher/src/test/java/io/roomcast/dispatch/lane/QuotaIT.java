package io.roomcast.dispatch.lane;

import static io.roomcast.testkit.OccurrenceAssert.assertThatOccurrence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.dispatch.Running;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three dispatchers; what the phone saw decides. */
@Execution(ExecutionMode.CONCURRENT)
class QuotaIT {
    private static final String SETTING = "--roomcast.quota.gap=2s";

    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.start(3, SETTING);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"gapSeconds\":0,\"partsPerMinute\":3}', 3 parts in a minute",
        "'{\"gapSeconds\":0,\"partsPerHour\":3}', 3 parts in an hour",
        "'{\"gapSeconds\":0,\"partsPerDay\":3}', 3 parts a day",
        "'{\"gapSeconds\":0,\"messagesPerDay\":3}', 3 messages a day"
    })
    void aRoomsOwnLimitsHold(String quotas, String rule) {
        long room = running.room(running.phone());
        Instant now = running.database.now();
        running.database.execute(
                "UPDATE kb_room SET quotas = ?, time_zone = ? WHERE id = ?", quotas, whereItIsNoon(now), room);
        List<Long> ids = IntStream.range(0, 4)
                .mapToObj(i -> running.queue(room, "message " + i, now.plusMillis(i)))
                .toList();

        ids.subList(0, 3).forEach(id -> running.awaitState(id, "SUCCESS", Duration.ofSeconds(60)));

        await("the fourth is too much for this room")
                .atMost(Duration.ofSeconds(40))
                .until(() -> String.valueOf(running.occurrence(ids.get(3)).get("wait_detail"))
                        .startsWith(rule));
        assertThat(running.occurrence(ids.get(3)).get("not_before")).isNotNull();
        assertThatOccurrence(running.database, ids.get(3)).hasState("QUEUED").hasParts();
    }

    /** A day of the room must not end within the test. */
    private static String whereItIsNoon(Instant now) {
        int ahead = 12 - now.atOffset(ZoneOffset.UTC).getHour();
        // The sign of these names is the other way round.
        return "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead);
    }

    @Test
    void quotasHoldAcrossDispatchersAndDelayNoOtherRoom() {
        Phone phone = running.phone();
        long bot = running.bot(phone);
        long room = running.world.room(running.world.branch, bot);
        Instant now = running.database.now();
        List<Long> ids = IntStream.range(0, 7)
                .mapToObj(i -> running.queue(room, "message " + i, now.plusMillis(i)))
                .toList();
        List<Long> others = IntStream.range(0, 4)
                .mapToObj(i -> running.queue(
                        i == 0 ? running.room(running.phone()) : running.world.room(running.world.branch, bot),
                        "not delayed " + i))
                .toList();

        others.forEach(other -> running.awaitState(other, "SUCCESS", Duration.ofSeconds(8)));
        await("a deferral says why and until when")
                .atMost(Duration.ofSeconds(40))
                .until(() -> running.database.count(
                                "SELECT COUNT(*) FROM kb_occurrence WHERE room_id = ? AND wait_reason = 'QUOTA' AND not_before > UTC_TIMESTAMP(3)",
                                room)
                        == 1);
        // Whoever has the room next counts what others sent; ClusterIT has dispatchers that stop.
        running.startDispatcher(SETTING);
        ids.forEach(id -> running.awaitState(id, "SUCCESS", Duration.ofSeconds(90)));

        List<Journal.Entry> accepted = phone.journal().entries().stream()
                .filter(entry ->
                        entry.event().equals("accepted") && entry.text().startsWith("message"))
                .toList();
        assertThat(accepted)
                .extracting(Journal.Entry::text)
                .containsExactlyElementsOf(
                        IntStream.range(0, 7).mapToObj(i -> "message " + i).toList());
        for (int i = 1; i < accepted.size(); i++) {
            assertThat(accepted.get(i).at() - accepted.get(i - 1).at()).isGreaterThanOrEqualTo(2_000);
        }
        for (int i = 5; i < accepted.size(); i++) {
            assertThat(accepted.get(i).at() - accepted.get(i - 5).at()).isGreaterThanOrEqualTo(60_000);
        }
    }
}
