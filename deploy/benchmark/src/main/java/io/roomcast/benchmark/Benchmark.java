package io.roomcast.benchmark;

import io.roomcast.benchmark.api.ApiCommand;
import io.roomcast.benchmark.endtoend.EndToEndCommand;
import io.roomcast.benchmark.endtoend.EndToEndPeerCommand;
import io.roomcast.benchmark.isolation.IsolationCommand;
import io.roomcast.benchmark.lateness.LatenessCommand;
import io.roomcast.benchmark.lateness.LatenessPeerCommand;
import io.roomcast.benchmark.trigger.PeerCommand;
import io.roomcast.benchmark.trigger.ScaleCommand;
import io.roomcast.benchmark.trigger.TriggerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "roomcast benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures Roomcast on this machine.",
        subcommands = {
            ApiCommand.class,
            TriggerCommand.class,
            PeerCommand.class,
            LatenessCommand.class,
            LatenessPeerCommand.class,
            IsolationCommand.class,
            EndToEndCommand.class,
            EndToEndPeerCommand.class,
            ScaleCommand.class
        })
public final class Benchmark {
    public static void main(String[] arguments) {
        // Whoever is told to end leaves nothing running.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        System.exit(new CommandLine(new Benchmark())
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println("roomcast benchmark: " + failure);
                    return 1;
                })
                .execute(arguments));
    }
}
