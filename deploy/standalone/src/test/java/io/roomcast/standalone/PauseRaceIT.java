package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.model.content.Sha256;
import io.roomcast.simulator.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand schedules of a text and a picture: at a random moment around its due one, every other schedule is paused, and the
 * run of each of the others is cancelled.
 */
@ExtendWith(SharedCluster.class)
class PauseRaceIT {
    private static final int RACES = 1_000;
    private static final Duration SPAN = Duration.ofSeconds(50);

    @TempDir
    Path folder;

    /** @param after when the answer had come @param inFlight whether it said that a part was with the phone */
    private record Race(String text, String picture, long after, boolean cancelled, boolean inFlight) {}

    @Test
    void afterTheAnswerNoNewPartStarts(Cluster cluster) throws Exception {
        try (var stage = new Stage(cluster, folder, 4, 200)) {
            cluster.world.member(cluster.world.headOffice, "racer", "manager", null);
            List<Race> races = race(stage, Tokens.of(cluster.home, "racer"));

            await("all occurrences final")
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> stage.count("kb_occurrence", "wake_at IS NOT NULL") == 0);

            Map<String, List<Long>> accepted = accepted(stage);
            races.forEach(race -> assertKept(race, accepted));
            // Both moments are of the database, taken under the lock of the room: no part began after its run was
            // cancelled.
            assertThat(stage.cluster.database.count(
                            "SELECT COUNT(*) FROM kb_part p JOIN kb_occurrence o ON o.id = p.occurrence_id"
                                    + " WHERE p.started_at > o.cancel_requested_at AND o." + Stage.OWN_ROOMS,
                            stage.ownRooms()))
                    .isZero();
            // The races were races: both sides won some.
            assertThat(races).filteredOn(Race::cancelled).hasSizeGreaterThan(20);
            assertThat(races).filteredOn(Race::inFlight).hasSizeGreaterThan(10);
            assertThat(accepted.keySet()).hasSizeGreaterThan(100);
        }
    }

    private static void assertKept(Race race, Map<String, List<Long>> accepted) {
        var times = new ArrayList<>(accepted.getOrDefault(race.text(), List.of()));
        times.addAll(accepted.getOrDefault(race.picture(), List.of()));
        assertThat(accepted.getOrDefault(race.text(), List.of()))
                .as(race.text())
                .hasSizeLessThanOrEqualTo(1);
        assertThat(times.stream().filter(at -> at > race.after()))
                .as("%s: started after the pause was answered", race)
                .hasSizeLessThanOrEqualTo(race.inFlight() ? 1 : 0);
    }

    private static List<Race> race(Stage stage, String token) throws Exception {
        var random = new Random(3);
        Instant start = stage.cluster.database.now().plusSeconds(15);
        var executor = Executors.newScheduledThreadPool(8);
        var running = new ArrayList<ScheduledFuture<Race>>();
        for (int i = 0; i < RACES; i++) {
            Instant due = start.plusMillis(SPAN.toMillis() * i / RACES);
            long schedule = schedule(stage.cluster, stage.room(i), due, i);
            int number = i;
            long delay = Duration.between(Instant.now(), due).toMillis() + random.nextInt(-300, 900);
            running.add(executor.schedule(
                    () -> stop(stage.cluster, token, schedule, number), delay, TimeUnit.MILLISECONDS));
        }
        var races = new ArrayList<Race>();
        for (ScheduledFuture<Race> race : running) {
            races.add(race.get());
        }
        executor.shutdown();
        return races;
    }

    /** One that is not claimed yet has no run that could be cancelled, and is paused. */
    private static Race stop(Cluster cluster, String token, long schedule, int number) {
        List<Map<String, Object>> runs = number % 2 == 0
                ? List.of()
                : cluster.database.query("SELECT id FROM kb_occurrence WHERE schedule_id = ?", schedule);
        String path = runs.isEmpty()
                ? "/api/schedules/" + schedule + "/toggle"
                : "/api/occurrences/" + runs.get(0).get("id") + "/cancel";
        try {
            JsonNode answer =
                    Http.post(Services.local(cluster.home.apiPort(), path), token, Http.JSON.createObjectNode(), "");
            long after = System.currentTimeMillis();
            return runs.isEmpty()
                    ? race(
                            number,
                            after,
                            !answer.path("cancelled").isEmpty(),
                            !answer.path("inFlight").isEmpty())
                    : race(
                            number,
                            after,
                            !answer.path("inFlight").asBoolean(),
                            answer.path("inFlight").asBoolean());
        } catch (IllegalStateException refused) {
            // 409: everything of it had ended.
            assertThat(refused).hasMessageContaining("409");
            return race(number, System.currentTimeMillis(), false, false);
        }
    }

    private static Race race(int number, long after, boolean cancelled, boolean inFlight) {
        return new Race(text(number), picture(number), after, cancelled, inFlight);
    }

    private static long schedule(Cluster cluster, long room, Instant due, int number) {
        return cluster.once(room, due, text(number), pictureContent(number), "");
    }

    /** Moments of acceptance by text, and by the SHA-256 of a picture. */
    private static Map<String, List<Long>> accepted(Stage stage) {
        return stage.phones.stream()
                .flatMap(phone -> phone.journal().entries().stream())
                .filter(entry -> entry.event().equals("accepted"))
                .collect(Collectors.groupingBy(
                        entry -> entry.type().equals("text") ? entry.text() : entry.sha256(),
                        Collectors.mapping(Journal.Entry::at, Collectors.toList())));
    }

    private static String text(int number) {
        return "race " + number;
    }

    private static String pictureContent(int number) {
        return "picture " + number;
    }

    private static String picture(int number) {
        return Sha256.hex(pictureContent(number));
    }
}
