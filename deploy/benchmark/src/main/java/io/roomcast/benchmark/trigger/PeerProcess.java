package io.roomcast.benchmark.trigger;

import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A peer in a JVM of its own, with the flags that Roomcast's service has. */
final class PeerProcess {
    private PeerProcess() {}

    static double rate(Home home, Contestant peer, int warmUp, int count) throws IOException, InterruptedException {
        Path output = home.log(peer.name());
        var command = new ArrayList<String>(List.of(Services.java()));
        command.addAll(Services.FAST_JVM);
        command.addAll(List.of(
                "-jar", home.jar("deploy/benchmark", "roomcast-benchmark").toString(), "peer"));
        command.addAll(List.of("--name", peer.name(), "--url", home.jdbcUrl()));
        command.addAll(List.of("--kafka", "127.0.0.1:" + home.brokerPort()));
        command.addAll(List.of("--schedules", Integer.toString(count), "--warm-up", Integer.toString(warmUp)));
        command.addAll(List.of("--storing-micros", Long.toString(peer.storingMicros())));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put(PeerCommand.PASSWORD, home.databasePassword());
        int code = builder.start().waitFor();
        return Files.readAllLines(output).stream()
                .filter(line -> line.startsWith(PeerCommand.RATE))
                .mapToDouble(line -> Double.parseDouble(line.substring(PeerCommand.RATE.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(peer.name() + " ended with " + code + "; see " + output));
    }
}
