package io.roomcast.benchmark.peer;

import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of this program in a JVM of its own, with the flags of a service that is to be fast. */
public final class PeerProcess {
    private PeerProcess() {}

    /** What it says about its result, on the one line that begins with this. @throws IllegalStateException without one */
    public static String result(Home home, String name, String line, List<String> arguments)
            throws IOException, InterruptedException {
        Path output = home.log(name);
        var command = new ArrayList<String>(List.of(Services.java()));
        command.addAll(Services.FAST_JVM);
        command.add("-jar");
        command.add(home.jar("deploy/benchmark", "roomcast-benchmark").toString());
        command.addAll(arguments);
        command.addAll(List.of("--name", name, "--url", home.jdbcUrl()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put(PeerDatabase.PASSWORD, home.databasePassword());
        int code = builder.start().waitFor();
        return Files.readAllLines(output).stream()
                .filter(said -> said.startsWith(line))
                .map(said -> said.substring(line.length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " ended with " + code + "; see " + output));
    }
}
