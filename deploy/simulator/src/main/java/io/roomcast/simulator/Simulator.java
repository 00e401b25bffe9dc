package io.roomcast.simulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Simulates phones that run Iris: one port each, counted up from --port.")
public final class Simulator implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "3000",
            description = "Port of the first phone (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--phones", defaultValue = "1", description = "How many phones (default: ${DEFAULT-VALUE})")
    private int phones;

    @Option(
            names = "--data",
            defaultValue = ".roomcast/simulator",
            description = "Folder of the chat logs and journals (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulator()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Phone> running = new ArrayList<>();
        for (int number = 0; number < phones; number++) {
            Phone phone = Phone.start(PhoneSettings.of(data.resolve("phone-" + (number + 1)), port + number));
            running.add(phone);
            System.out.printf("Phone %d: http://127.0.0.1:%d/simulator%n", number + 1, phone.port());
        }
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.forEach(Phone::close);
            stopped.countDown();
        }));
        stopped.await();
        return 0;
    }
}
