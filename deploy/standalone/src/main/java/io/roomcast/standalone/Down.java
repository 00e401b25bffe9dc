package io.roomcast.standalone;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the system that ./roomcast up started.")
final class Down implements Callable<Integer> {
    @Mixin
    private HomeOptions options = new HomeOptions();

    @Override
    public Integer call() {
        Optional<ProcessHandle> running = Running.pid(options.home());
        if (running.isEmpty()) {
            System.out.println("Roomcast does not run.");
            return 0;
        }
        running.get().destroy();
        running.get().onExit().orTimeout(90, TimeUnit.SECONDS).join();
        System.out.println("Stopped; the data stays.");
        return 0;
    }
}
