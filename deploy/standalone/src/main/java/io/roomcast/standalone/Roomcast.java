package io.roomcast.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "roomcast",
        mixinStandardHelpOptions = true,
        description = "Runs Roomcast on this machine.",
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            DemoCommand.class,
            RunNowCommand.class,
            TestCommand.class,
            LatenessCommand.class,
            BrokerCommand.class
        })
public final class Roomcast {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Roomcast())
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println("roomcast: " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }
}
