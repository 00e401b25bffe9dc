package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two triggers, three dispatchers, an API, four phones; the phones' journals are the truth. */
class ClusterIT {
    private static final String[] NO_QUOTA = {
        "--roomcast.quota.gap=0s",
        "--roomcast.quota.parts-per-minute=1000",
        "--roomcast.quota.parts-per-hour=1000",
        "--roomcast.quota.parts-per-day=1000",
        "--roomcast.quota.occurrences-per-day=1000"
    };

    @TempDir
    Path folder;

    @Test
    void eachMessageReachesItsRoomOnceInOrderOnePerPhoneAtATime() {
        try (Cluster cluster = Cluster.start(folder, 2, 3, 4, NO_QUOTA)) {
            List<Long> rooms = rooms(cluster, 100);
            createSchedules(cluster, rooms, 500, Duration.ofSeconds(60));

            awaitAllFinal(cluster, 500, Duration.ofSeconds(180), List.of());

            assertThat(states(cluster)).containsExactly(Map.entry("SUCCESS", 500L));
            assertJournal(cluster, 500);
            assertNothingLeft(cluster);
        }
    }

    @Test
    void killsOfEveryProcessLoseAndDoubleNothing() {
        try (Cluster cluster = Cluster.start(folder, 2, 3, 4, NO_QUOTA)) {
            List<Long> rooms = rooms(cluster, 60);
            createSchedules(cluster, rooms, 300, Duration.ofSeconds(40));

            awaitAllFinal(cluster, 300, Duration.ofSeconds(300), killings(cluster));

            Map<String, Long> states = states(cluster);
            assertThat(states.keySet()).isSubsetOf("SUCCESS", "UNKNOWN");
            // Each kill of a dispatcher can leave at most one call per phone of which nobody knows.
            assertThat(states.getOrDefault("UNKNOWN", 0L)).isLessThanOrEqualTo(8);
            assertJournalUnderFaults(cluster);
            assertNothingLeft(cluster);
        }
    }

    private static List<Runnable> killings(Cluster cluster) {
        var killings = new ArrayList<Runnable>();
        killings.add(cluster.service("dispatcher-2")::kill);
        killings.add(cluster.service("trigger-service-1")::kill);
        killings.add(cluster.service("schedule-api")::kill);
        killings.add(cluster.broker::kill);
        cluster.server.ifPresent(server -> killings.add(() -> {
            server.kill();
            server.restart();
        }));
        killings.add(cluster.service("dispatcher-1")::kill);
        killings.add(cluster.service("trigger-service-2")::kill);
        return killings;
    }

    private static List<Long> rooms(Cluster cluster, int count) {
        List<Long> bots = cluster.phones.stream()
                .map(phone -> cluster.world.bot("phone-" + phone.port(), "iris", phone.endpoint()))
                .toList();
        var rooms = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
            rooms.add(cluster.world.room(cluster.world.branch, bots.get(i % bots.size())));
        }
        return rooms;
    }

    /** Every room gets its share; numbers grow with the moment. */
    private static void createSchedules(Cluster cluster, List<Long> rooms, int count, Duration span) {
        var random = new Random(7);
        Instant start = cluster.database.now().plusSeconds(8);
        List<Long> offsets =
                random.longs(count, 0, span.toMillis()).sorted().boxed().toList();
        for (int i = 0; i < count; i++) {
            long room = rooms.get(i % rooms.size());
            cluster.world.once(room, start.plusMillis(offsets.get(i)), "message " + i);
        }
    }

    /** Does one killing every five seconds from the moment the first messages have gone out. */
    private static void awaitAllFinal(Cluster cluster, int count, Duration limit, List<Runnable> killings) {
        var left = new ArrayList<>(killings);
        Collections.reverse(left);
        var next = new long[] {0};
        try {
            await("all occurrences final")
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> {
                        long logs = cluster.database.count("SELECT COUNT(*) FROM kb_schedule_logs");
                        if (logs > 10 && !left.isEmpty() && System.nanoTime() > next[0]) {
                            left.remove(left.size() - 1).run();
                            next[0] = System.nanoTime() + Duration.ofSeconds(5).toNanos();
                        }
                        cluster.keepAlive();
                        return logs == count && left.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(Autopsy.of(cluster), e);
        }
    }

    private static Map<String, Long> states(Cluster cluster) {
        return cluster.database.query("SELECT state, COUNT(*) AS n FROM kb_occurrence GROUP BY state").stream()
                .collect(
                        Collectors.toMap(row -> (String) row.get("state"), row -> ((Number) row.get("n")).longValue()));
    }

    private static void assertJournal(Cluster cluster, int count) {
        var evidence = new Evidence(cluster);
        assertThat(evidence.acceptedTexts())
                .hasSize(count)
                .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
        evidence.assertRoomsInOrder();
        evidence.assertOneSendAtATimePerPhone();
    }

    private static void assertJournalUnderFaults(Cluster cluster) {
        var evidence = new Evidence(cluster);
        Map<String, Long> accepted = evidence.acceptedTexts();
        assertThat(accepted.values()).allMatch(times -> times == 1);
        cluster.database
                .query(
                        "SELECT JSON_UNQUOTE(JSON_EXTRACT(content, '$.text')) AS text FROM kb_occurrence WHERE state = 'SUCCESS'")
                .forEach(row -> assertThat(accepted).containsKey((String) row.get("text")));
        evidence.assertRoomsInOrder();
        evidence.assertOneSendAtATimePerPhone();
    }

    private static void assertNothingLeft(Cluster cluster) {
        await("outbox empty")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> cluster.database.count("SELECT COUNT(*) FROM kb_outbox") == 0);
        assertThat(cluster.database.count("SELECT COUNT(*) FROM kb_occurrence WHERE wake_at IS NOT NULL"))
                .isZero();
        assertThat(cluster.database.count("SELECT COUNT(*) FROM kb_bot WHERE busy_until > UTC_TIMESTAMP(3)"))
                .isZero();
        assertThat(cluster.database.count("SELECT COUNT(*) FROM kb_schedule WHERE status <> 'completed'"))
                .isZero();
    }
}
