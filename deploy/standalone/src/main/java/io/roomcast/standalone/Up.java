package io.roomcast.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the whole system and keeps it running until Ctrl-C. Data stays for the next time.")
final class Up implements Callable<Integer> {
    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(names = "--triggers", defaultValue = "1", description = "Replicas of trigger-service, 1–9 (default: 1)")
    private int triggers;

    @Option(names = "--dispatchers", defaultValue = "1", description = "Replicas of dispatcher, 1–9 (default: 1)")
    private int dispatchers;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        Home home = options.home();
        if (Running.pid(home).isPresent()) {
            System.out.println("Roomcast runs already. See ./roomcast status");
            return 0;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
        home.createFolders();
        Running.note(home, replicas());
        Files.writeString(home.pidFile(), Long.toString(ProcessHandle.current().pid()));
        try (Stack stack = Stack.start(home, replicas(), System.out, () -> stop.getCount() == 0)) {
            makeSampleWeek(home);
            printAddresses(home);
            while (!stop.await(1, TimeUnit.SECONDS)) {
                stack.keepAlive();
            }
        } finally {
            Files.deleteIfExists(home.pidFile());
            System.out.println("Stopped.");
            stopped.countDown();
        }
        return 0;
    }

    /** What is only there to be looked at must not keep anything from starting. */
    private static void makeSampleWeek(Home home) {
        try {
            new DemoWeek(home).create();
        } catch (RuntimeException e) {
            System.err.println("The sample week was not made: " + e.getMessage());
        }
    }

    private Stack.Replicas replicas() {
        return new Stack.Replicas(inRange(triggers), inRange(dispatchers), Services.PHONES);
    }

    private static int inRange(int replicas) {
        if (replicas < 1 || replicas > 9) {
            throw new IllegalArgumentException("Between 1 and 9 replicas");
        }
        return replicas;
    }

    private void shutDown() {
        stop.countDown();
        try {
            stopped.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void printAddresses(Home home) throws IOException {
        System.out.printf(
                """

                Roomcast runs.
                  Admin web     http://127.0.0.1:%d/app/
                  API           http://127.0.0.1:%d/api   (description: /api/openapi, with a token)
                  Phones        http://127.0.0.1:%d/simulator and the next port
                  Accounts      admin, distributor, agency, branch, branch2, viewer   password: %s
                  Data, logs    %s

                Ctrl-C stops it; the data stays.
                """, home.apiPort(), home.apiPort(), home.simulatorPort(), Services.DEMO_PASSWORD, home.folder());
    }
}
