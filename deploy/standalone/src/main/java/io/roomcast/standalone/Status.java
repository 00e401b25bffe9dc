package io.roomcast.standalone;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says what runs. Exit code 0 when everything does, 3 when something does not.")
final class Status implements Callable<Integer> {
    private static final int SOMETHING_IS_DOWN = 3;

    @Mixin
    private HomeOptions options = new HomeOptions();

    @Override
    public Integer call() {
        Home home = options.home();
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("simulator", Services.local(home.simulatorPort(), "/config"));
        addresses.put("schedule-api", Services.local(home.apiPort(), "/actuator/health/readiness"));
        addresses.put("trigger-service", Services.local(home.triggerPort(1), "/actuator/health/readiness"));
        addresses.put("dispatcher", Services.local(home.dispatcherPort(1), "/actuator/health/readiness"));
        boolean allUp = true;
        for (var entry : addresses.entrySet()) {
            boolean up = Http.isUp(entry.getValue());
            allUp &= up;
            System.out.printf("%-16s %-5s %s%n", entry.getKey(), up ? "up" : "down", entry.getValue());
        }
        return allUp ? 0 : SOMETHING_IS_DOWN;
    }
}
