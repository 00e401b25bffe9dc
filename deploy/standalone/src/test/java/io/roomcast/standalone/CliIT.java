package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands for people and scripts, against a running system: their JSON and their exit codes. */
@ExtendWith(SharedCluster.class)
class CliIT {
    /** By BCrypt. */
    private static final String HASH_OF_DEMO_PASSWORD = "$2a$04$atbFF/KwEW19bHQijoaiOO8qiyz3cann354uzyO8NhiqR8qi0t7Fq";

    @TempDir
    static Path folder;

    private static Cluster cluster;
    private static Stage stage;
    private static long room;
    private static long testRoom;

    private record Said(int code, JsonNode json) {}

    @BeforeAll
    static void start(Cluster shared) {
        cluster = shared;
        stage = new Stage(cluster, folder, 1, 2);
        room = stage.room(0);
        testRoom = stage.room(1);
        cluster.database.execute("UPDATE kb_room SET kind = 'test' WHERE id = ?", testRoom);
        cluster.world.member(cluster.world.branch, "manager", "manager", HASH_OF_DEMO_PASSWORD);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void aScheduleIsRunNowAndItsEndIsToldAsJson() {
        Said said = run("run-now", Long.toString(schedule("sent by hand")), "--login", "manager");

        assertThat(said.code()).isZero();
        assertThat(said.json().path("state").asText()).isEqualTo("SUCCESS");
        assertThat(said.json().path("parts").path(0).path("state").asText()).isEqualTo("CONFIRMED");
    }

    @Test
    void aScheduleIsTriedInATestRoom() {
        Said said = run("test", Long.toString(schedule("tried")), "--login", "manager");

        assertThat(said.code()).isZero();
        assertThat(said.json().path("roomId").asLong()).isEqualTo(testRoom);
        assertThat(said.json().path("origin").asText()).isEqualTo("TEST");
    }

    @Test
    void whatEndsOtherwiseHasACodeOfItsOwn() {
        Said said = run("run-now", Long.toString(schedule("")), "--login", "manager");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.json().path("state").asText()).isEqualTo("FAILED");
        assertThat(said.json().path("reasonCode").asText()).isEqualTo("NOTHING_TO_SEND");
    }

    @Test
    void whatStillWaitsSaysForWhatAndUntilWhen() {
        long paused = cluster.world.room(cluster.world.branch, cluster.world.bot("other", "log", "http://127.0.0.1:9"));
        cluster.database.execute(
                "UPDATE kb_room SET paused_until = '2090-01-01', pause_reason = 'x' WHERE id = ?", paused);
        long id = cluster.world.once(paused, Instant.parse("2080-01-01T00:00:00Z"), "waits");

        Said said = run("run-now", Long.toString(id), "--login", "manager", "--wait", "5");

        assertThat(said.code()).isEqualTo(6);
        assertThat(said.json().path("waitReason").asText()).isEqualTo("ROOM_PAUSED");
        assertThat(said.json().path("notBefore").asText()).startsWith("2090");
    }

    @Test
    void refusalsAndSilenceHaveCodesOfTheirOwn() {
        Said unknown = run("run-now", "987654321", "--login", "manager");
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.json().path("code").asText()).isEqualTo("not_found");

        assertThat(run("run-now", "1", "--login", "nobody").code()).isEqualTo(4);
        assertThat(run("run-now", "1", "--server", "http://127.0.0.1:1").code()).isEqualTo(5);
        assertThat(run("run-now", "not-a-number").code()).isEqualTo(2);
    }

    @Test
    void statusAsksAnyServer() {
        String server = Services.local(cluster.home.apiPort(), "/").toString();
        Said up = execute("status", "--json", "--server", server);
        assertThat(up.code()).isZero();
        assertThat(up.json().path("schedule-api").asBoolean()).isTrue();

        Said down = execute("status", "--json", "--server", "http://127.0.0.1:1");
        assertThat(down.code()).isEqualTo(3);
        assertThat(down.json().path("schedule-api").asBoolean(true)).isFalse();
    }

    /** As scripts use it: who asks stands in the environment. */
    @Test
    void statusTellsTheOpenAlertsOfWhoeverAsks() throws Exception {
        long alert = cluster.database.execute(
                "INSERT INTO kb_alert (kind, organization_id, subject_id, measured, threshold, runs, opened_at, found_at)"
                        + " VALUES ('late', ?, ?, 400, 300, 1, '2090-01-01', '2090-01-01')",
                cluster.world.branch,
                cluster.world.branch);
        try {
            Said said = inAProcess(Map.of("ROOMCAST_LOGIN", "manager", "ROOMCAST_PASSWORD", Services.DEMO_PASSWORD));
            assertThat(said.code()).isEqualTo(3);
            assertThat(said.json().path("alerts").toString()).contains("400");
        } finally {
            cluster.database.execute("DELETE FROM kb_alert WHERE id = ?", alert);
        }
        assertThat(inAProcess(Map.of("ROOMCAST_LOGIN", "manager", "ROOMCAST_PASSWORD", "wrong"))
                        .code())
                .isEqualTo(4);
        Said byToken = inAProcess(Map.of("ROOMCAST_TOKEN", Tokens.of(cluster.home, "manager")));
        assertThat(byToken.json().has("alerts")).isTrue();
    }

    @Test
    void anAddressWithoutASchemeIsWrongUsage() {
        assertThat(execute("status", "--server", "localhost:8081").code()).isEqualTo(2);
    }

    private static Said inAProcess(Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(
                        Services.java(),
                        "-jar",
                        cluster.home
                                .jar("deploy/standalone", "roomcast-standalone")
                                .toString(),
                        "status",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .put(
                        "ROOMCAST_SERVER",
                        Services.local(cluster.home.apiPort(), "/").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        JsonNode json = Http.JSON.readTree(process.getInputStream());
        return new Said(process.waitFor(), json);
    }

    private static long schedule(String text) {
        return cluster.world.once(room, Instant.parse("2080-01-01T00:00:00Z"), text);
    }

    /** On the cluster's API, where nothing else is said. */
    private static Said run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        boolean elsewhere = java.util.Arrays.asList(arguments).contains("--server");
        all[arguments.length] = elsewhere ? "--wait" : "--server";
        all[arguments.length + 1] =
                elsewhere ? "1" : Services.local(cluster.home.apiPort(), "/").toString();
        return execute(all);
    }

    private static Said execute(String... arguments) {
        PrintStream before = System.out;
        var said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new Roomcast()).execute(arguments);
            String text = said.toString(StandardCharsets.UTF_8);
            return new Said(code, Http.JSON.readTree(text.isBlank() ? "null" : text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            System.setOut(before);
        }
    }
}
