package io.roomcast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.roomcast.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a newcomer does first: the demo, and then down and up again. The processes are those of {@code ./roomcast}. */
class DemoIT {
    @TempDir
    Path folder;

    private final int firstPort = Cluster.freeHundred();

    @AfterEach
    void stop() {
        assertThat(run("down")).isZero();
    }

    @Test
    void theDemoProvesItsMessageAndItIsStillThereAfterDownAndUp() {
        assertThat(run("demo", "--keep")).as("exit code of the demo").isZero();
        assertMemory();
        JsonNode sent = newestLog();
        assertThat(sent.path("status").asText()).isEqualTo("success");
        assertThat(sent.path("confirmed").asInt()).isEqualTo(1);

        assertThat(run("down")).as("exit code of down").isZero();
        assertThat(ports()).as("of those still taken").allMatch(FreePort::isFree);

        // It starts all anew, over the data of before.
        assertThat(run("demo", "--keep")).as("exit code of the second demo").isZero();
        JsonNode both = logs();
        assertThat(both.findValuesAsText("occurrenceId"))
                .contains(sent.path("occurrenceId").asText());
        assertThat(newestLog().path("occurrenceId")).isNotEqualTo(sent.path("occurrenceId"));
    }

    /** Resident, with the flags of {@code ./roomcast}. Where there is no /proc nothing is measured. */
    private void assertMemory() {
        if (!Files.exists(Path.of("/proc/self/status"))) {
            return;
        }
        var home = new Home(folder, firstPort);
        for (int port : List.of(home.apiPort(), home.triggerPort(1), home.dispatcherPort(1))) {
            List<Long> megabytes = ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains("--server.port=" + port + " "))
                    .map(process -> residentMegabytes(Path.of("/proc", Long.toString(process.pid()), "status")))
                    .toList();
            assertThat(megabytes).as("the service at port %d", port).hasSize(1).allMatch(each -> each <= 350);
        }
    }

    private static long residentMegabytes(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1_024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Integer> ports() {
        var home = new Home(folder, firstPort);
        return List.of(
                home.apiPort(),
                home.triggerPort(1),
                home.dispatcherPort(1),
                home.databasePort(),
                home.brokerPort(),
                home.simulatorPort());
    }

    private int run(String command, String... more) {
        var arguments = new String[5 + more.length];
        arguments[0] = command;
        arguments[1] = "--home";
        arguments[2] = folder.toString();
        arguments[3] = "--first-port";
        arguments[4] = Integer.toString(firstPort);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return new CommandLine(new Roomcast()).execute(arguments);
    }

    private JsonNode newestLog() {
        return logs().path("items").path(0);
    }

    /** As the branch of the demo sees them, newest first. */
    private JsonNode logs() {
        var home = new Home(folder, firstPort);
        return Http.get(
                Services.local(home.apiPort(), "/api/logs/send?limit=100"),
                new DemoData(home).login(DemoData.BRANCH_LOGIN));
    }
}
