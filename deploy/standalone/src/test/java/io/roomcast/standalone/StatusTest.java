package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.embedded.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StatusTest {
    private static final int SOMETHING_IS_DOWN = 3;

    @TempDir
    Path folder;

    @Test
    void everyReplicaThatWasStartedIsAskedAndTheServersToo() throws IOException {
        int firstPort = FreePort.any();
        var home = new Home(folder, firstPort);
        Running.note(home, new Stack.Replicas(2, 3, 2));
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = new CommandLine(new Status())
                    .execute("--json", "--home", folder.toString(), "--first-port", Integer.toString(firstPort));
        } finally {
            System.setOut(before);
        }

        JsonNode status = Http.JSON.readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(SOMETHING_IS_DOWN);
        assertThat(status.fieldNames())
                .toIterable()
                .containsExactly(
                        "database",
                        "broker",
                        "simulator",
                        "schedule-api",
                        "trigger-service-1",
                        "trigger-service-2",
                        "dispatcher-1",
                        "dispatcher-2",
                        "dispatcher-3");
        assertThat(status.path("dispatcher-3").asBoolean()).isFalse();
    }

    @Test
    void whereNothingEverRanOneOfEachIsLookedFor() {
        assertThat(Running.replicas(new Home(folder, 1))).isEqualTo(new Stack.Replicas(1, 1, 1));
    }
}
