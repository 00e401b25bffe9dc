package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.simulator.Journal;
import io.roomcast.simulator.Phone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Broadcasts over a whole cluster and twenty phones, whose journals are the truth. */
@ExtendWith(SharedCluster.class)
class BroadcastIT {
    private static final int PHONES = 20;

    @TempDir
    Path folder;

    /** Makes it as one person, and approves it as another. */
    private record Desk(Cluster cluster, String maker, String approver) {
        static Desk of(Cluster cluster) throws Exception {
            String maker = "maker-" + UUID.randomUUID();
            String approver = "approver-" + UUID.randomUUID();
            cluster.world.member(cluster.world.branch, maker, "manager", null);
            cluster.world.member(cluster.world.branch, approver, "manager", null);
            return new Desk(cluster, Tokens.of(cluster.home, maker), Tokens.of(cluster.home, approver));
        }

        long send(Stage stage) {
            ObjectNode body =
                    Http.JSON.createObjectNode().put("title", "to all").put("messageText", "for #{톡방}");
            var rooms = body.putObject("target").putArray("roomIds");
            stage.rooms.forEach(rooms::add);
            long id = post("", maker, body).path("id").asLong();
            post("/" + id + "/approve", approver, Http.JSON.createObjectNode());
            return id;
        }

        JsonNode post(String path, String token, JsonNode body) {
            return Http.post(
                    uri("/api/broadcasts" + path),
                    token,
                    body,
                    UUID.randomUUID().toString());
        }

        JsonNode progress(long id) {
            return Http.get(uri("/api/broadcasts/" + id), maker).path("progress");
        }

        java.net.URI uri(String path) {
            return Services.local(cluster.home.apiPort(), path);
        }
    }

    /** What nobody can know is looked up by a person; then it is sent where it did not arrive. */
    @Test
    void eachRoomGetsItOnceThoughEveryServiceDies(Cluster cluster) throws Exception {
        try (var stage = new Stage(cluster, folder, PHONES, 2_000)) {
            Desk desk = Desk.of(cluster);
            long id = desk.send(stage);
            Queue<String> toKill =
                    new ArrayDeque<>(List.of("dispatcher-1", "schedule-api", "trigger-service-1", "dispatcher-2"));

            awaitEnd(stage, () -> kill(stage, toKill));
            assertThat(toKill).as("killed in mid-work").isEmpty();

            settleByTheJournal(desk, stage, id);
            awaitEnd(stage, () -> {});
            JsonNode progress = desk.progress(id);
            assertThat(progress.path("success").asInt()).as("%s", progress).isEqualTo(2_000);
            var evidence = new Evidence(stage.phones);
            assertThat(evidence.acceptedParts())
                    .hasSize(2_000)
                    .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
            evidence.assertOneSendAtATimePerPhone();
        }
    }

    @Test
    void cancelStopsWithinOnePartOfEachPhone(Cluster cluster) throws Exception {
        try (var stage = new Stage(cluster, folder, PHONES, 1_000)) {
            Desk desk = Desk.of(cluster);
            long id = desk.send(stage);
            await("well under way").atMost(Duration.ofSeconds(60)).until(() -> accepted(stage) > 100);

            JsonNode answer = desk.post("/" + id + "/cancel", desk.maker(), Http.JSON.createObjectNode());
            long after = System.currentTimeMillis();

            awaitEnd(stage, () -> {});
            Map<Long, Long> late = stage.phones.stream()
                    .collect(java.util.stream.Collectors.toMap(
                            phone -> (long) phone.port(), phone -> acceptedAfter(phone, after)));
            assertThat(late.values()).allMatch(count -> count <= 1);
            assertThat(late.values().stream().mapToLong(Long::longValue).sum())
                    .isLessThanOrEqualTo(answer.path("inFlight").asLong());
            assertThat(desk.progress(id).path("cancelled").asInt()).isPositive();
            assertThat(new Evidence(stage.phones).acceptedParts().values()).allMatch(times -> times == 1);
        }
    }

    /** One after the other, while there is something to do. */
    private static void kill(Stage stage, Queue<String> toKill) {
        long ended = stage.count("kb_schedule_logs", "TRUE");
        String next = toKill.peek();
        if (next != null && ended > 300 * (5 - toKill.size())) {
            stage.cluster.service(toKill.remove()).kill();
        }
        stage.cluster.keepAlive();
    }

    private static void awaitEnd(Stage stage, Runnable meanwhile) {
        try {
            await("all rooms at their end")
                    .atMost(Duration.ofSeconds(240))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> {
                        meanwhile.run();
                        return stage.count("kb_occurrence", "wake_at IS NOT NULL") == 0;
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(Autopsy.of(stage.cluster), e);
        }
    }

    private static void settleByTheJournal(Desk desk, Stage stage, long id) {
        desk.cluster().awaitReady();
        Map<String, Long> accepted = new Evidence(stage.phones).acceptedParts();
        stage.cluster
                .database
                .query(
                        "SELECT id, JSON_UNQUOTE(JSON_EXTRACT(content, '$.text')) AS text FROM kb_occurrence"
                                + " WHERE state = 'UNKNOWN' AND " + Stage.OWN_ROOMS,
                        stage.ownRooms())
                .forEach(row -> Http.post(
                        desk.uri("/api/occurrences/" + row.get("id") + "/settle"),
                        desk.maker(),
                        Http.JSON.createObjectNode().put("arrived", accepted.containsKey((String) row.get("text"))),
                        ""));
        if (desk.progress(id).path("failed").asInt() > 0) {
            desk.post("/" + id + "/retry", desk.maker(), Http.JSON.createObjectNode());
        }
    }

    private static long accepted(Stage stage) {
        return stage.phones.stream().mapToLong(phone -> acceptedAfter(phone, 0)).sum();
    }

    private static long acceptedAfter(Phone phone, long moment) {
        return phone.journal().entries().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .map(Journal.Entry::at)
                .filter(at -> at > moment)
                .count();
    }
}
