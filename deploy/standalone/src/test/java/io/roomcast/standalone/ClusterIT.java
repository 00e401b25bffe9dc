package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomcast.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two triggers, three dispatchers, an API, four phones; the phones' journals are the truth. */
@ExtendWith(SharedCluster.class)
class ClusterIT {
    @TempDir
    Path folder;

    @Test
    void eachMessageReachesItsRoomOnceInOrderOnePerPhoneAtATime(Cluster cluster) {
        try (var stage = new Stage(cluster, folder, 4, 100)) {
            createSchedules(stage, 500, Duration.ofSeconds(60));

            awaitAllFinal(stage, 500, Duration.ofSeconds(180), List.of());

            assertThat(states(stage)).containsExactly(Map.entry("SUCCESS", 500L));
            assertJournal(stage, 500);
            assertNothingLeft(stage);
        }
    }

    /** Nothing is left in the air: no outcome is unknown, as it may be after a kill. */
    @Test
    void dispatchersThatComeAndGoHandTheirRoomsOver(Cluster cluster) {
        try (var stage = new Stage(cluster, folder, 4, 41)) {
            createSchedules(stage, 200, Duration.ofSeconds(20));
            long limited = stage.room(40);
            cluster.database.execute("UPDATE kb_room SET quotas = '{\"gapSeconds\":7}' WHERE id = ?", limited);

            awaitAllFinal(
                    stage,
                    200,
                    Duration.ofSeconds(180),
                    List.of(
                            cluster.service("dispatcher-1")::askToStop,
                            cluster.service("dispatcher-2")::askToStop,
                            cluster.service("dispatcher-3")::askToStop));

            assertThat(states(stage)).containsExactly(Map.entry("SUCCESS", 200L));
            assertJournal(stage, 200);
            // Its quota counts what each of them has sent.
            new Evidence(stage.phones).assertGap(cluster.world.channelOf(limited), Duration.ofSeconds(7));
            assertNothingLeft(stage);
        }
    }

    @Test
    void killsOfEveryProcessLoseAndDoubleNothing(Cluster cluster) {
        try (var stage = new Stage(cluster, folder, 4, 60)) {
            createSchedules(stage, 300, Duration.ofSeconds(40));

            awaitAllFinal(stage, 300, Duration.ofSeconds(300), killings(cluster));

            Map<String, Long> states = states(stage);
            assertThat(states.keySet()).isSubsetOf("SUCCESS", "UNKNOWN");
            // Each kill of a dispatcher can leave at most one call per phone of which nobody knows.
            assertThat(states.getOrDefault("UNKNOWN", 0L)).isLessThanOrEqualTo(8);
            assertJournalUnderFaults(stage, 300);
            assertNothingLeft(stage);
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

    /** Every room gets its share; numbers grow with the moment. Every fifth has a picture in each group. */
    private static void createSchedules(Stage stage, int count, Duration span) {
        var random = new Random(7);
        Instant start = stage.cluster.database.now().plusSeconds(8);
        List<Long> offsets =
                random.longs(count, 0, span.toMillis()).sorted().boxed().toList();
        for (int i = 0; i < count; i++) {
            Instant due = start.plusMillis(offsets.get(i));
            if (hasPictures(i)) {
                stage.cluster.once(stage.room(i), due, message(i), picture(i, 1), picture(i, 2));
            } else {
                stage.cluster.world.once(stage.room(i), due, message(i));
            }
        }
    }

    private static boolean hasPictures(int message) {
        return message % 5 == 0;
    }

    private static String message(int number) {
        return "message " + number;
    }

    private static String picture(int message, int group) {
        return "picture " + message + "." + group;
    }

    private static List<String> pictures(int messages) {
        return IntStream.range(0, messages)
                .filter(ClusterIT::hasPictures)
                .boxed()
                .flatMap(number -> Stream.of(picture(number, 1), picture(number, 2)))
                .toList();
    }

    private static String[] partsOf(String message) {
        int number = Integer.parseInt(message.substring(message.lastIndexOf(' ') + 1));
        return hasPictures(number)
                ? new String[] {message, picture(number, 1), picture(number, 2)}
                : new String[] {message};
    }

    /** Does one killing every five seconds from the moment the first messages have gone out. */
    private static void awaitAllFinal(Stage stage, int count, Duration limit, List<Runnable> killings) {
        var left = new ArrayList<>(killings);
        Collections.reverse(left);
        var next = new long[] {0};
        try {
            await("all occurrences final")
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> {
                        long logs = stage.count("kb_schedule_logs", "TRUE");
                        if (logs > 10 && !left.isEmpty() && System.nanoTime() > next[0]) {
                            left.remove(left.size() - 1).run();
                            next[0] = System.nanoTime() + Duration.ofSeconds(5).toNanos();
                        }
                        stage.cluster.keepAlive();
                        return logs == count && left.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(Autopsy.of(stage.cluster), e);
        }
    }

    private static Map<String, Long> states(Stage stage) {
        return stage
                .cluster
                .database
                .query(
                        "SELECT state, COUNT(*) AS n FROM kb_occurrence WHERE " + Stage.OWN_ROOMS + " GROUP BY state",
                        stage.ownRooms())
                .stream()
                .collect(
                        Collectors.toMap(row -> (String) row.get("state"), row -> ((Number) row.get("n")).longValue()));
    }

    private static void assertJournal(Stage stage, int count) {
        var evidence = new Evidence(stage.phones, pictures(count));
        Set<String> parts = Stream.concat(
                        IntStream.range(0, count).mapToObj(ClusterIT::message), pictures(count).stream())
                .collect(Collectors.toSet());
        assertThat(evidence.acceptedParts())
                .containsOnlyKeys(parts)
                .allSatisfy((part, times) -> assertThat(times).as(part).isEqualTo(1));
        evidence.assertRoomsInOrder();
        evidence.assertOneSendAtATimePerPhone();
    }

    private static void assertJournalUnderFaults(Stage stage, int count) {
        var evidence = new Evidence(stage.phones, pictures(count));
        Map<String, Long> accepted = evidence.acceptedParts();
        assertThat(accepted.values()).allMatch(times -> times == 1);
        stage.cluster
                .database
                .query(
                        "SELECT JSON_UNQUOTE(JSON_EXTRACT(content, '$.text')) AS text FROM kb_occurrence"
                                + " WHERE state = 'SUCCESS' AND " + Stage.OWN_ROOMS,
                        stage.ownRooms())
                .forEach(row -> assertThat(accepted).containsKeys(partsOf((String) row.get("text"))));
        evidence.assertRoomsInOrder();
        evidence.assertOneSendAtATimePerPhone();
    }

    private static void assertNothingLeft(Stage stage) {
        TestDatabase database = stage.cluster.database;
        await("outbox empty")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> database.count("SELECT COUNT(*) FROM kb_outbox") == 0);
        assertThat(stage.count("kb_occurrence", "wake_at IS NOT NULL")).isZero();
        assertThat(database.count("SELECT COUNT(*) FROM kb_bot WHERE busy_until > UTC_TIMESTAMP(3)"))
                .isZero();
        assertThat(stage.count("kb_schedule", "status <> 'completed'")).isZero();
    }
}
