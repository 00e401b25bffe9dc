package io.roomcast.standalone;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says what runs. Exit code 0 when everything does, 3 when something does not.")
final class Status implements Callable<Integer> {
    private static final int SOMETHING_IS_DOWN = 3;

    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(names = "--json", description = "Says it as JSON: true for what is up")
    private boolean json;

    @Option(names = "--server", description = "Asks the API at this address instead, as http://10.0.0.5:8081")
    private @Nullable URI server;

    @Override
    public Integer call() {
        Map<String, URI> addresses = server == null
                ? local(options.home())
                : Map.of("schedule-api", server.resolve("/actuator/health/readiness"));
        Map<String, Boolean> up = new LinkedHashMap<>();
        addresses.forEach((name, address) -> up.put(name, Http.isUp(address)));
        if (json) {
            System.out.println(Http.JSON.valueToTree(up));
        } else {
            up.forEach((name, isUp) ->
                    System.out.printf("%-16s %-5s %s%n", name, isUp ? "up" : "down", addresses.get(name)));
        }
        return up.containsValue(false) ? SOMETHING_IS_DOWN : 0;
    }

    private static Map<String, URI> local(Home home) {
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("simulator", Services.local(home.simulatorPort(), "/config"));
        addresses.put("schedule-api", Services.local(home.apiPort(), "/actuator/health/readiness"));
        addresses.put("trigger-service", Services.local(home.triggerPort(1), "/actuator/health/readiness"));
        addresses.put("dispatcher", Services.local(home.dispatcherPort(1), "/actuator/health/readiness"));
        return addresses;
    }
}
