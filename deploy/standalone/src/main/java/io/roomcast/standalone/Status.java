package io.roomcast.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
    private static final int CONNECT_MILLIS = 2_000;

    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(names = "--json", description = "Says it as JSON: true for what is up")
    private boolean json;

    @Option(names = "--server", description = "Asks the API at this address instead, as http://10.0.0.5:8081")
    private @Nullable URI server;

    @Override
    public Integer call() {
        Map<String, Boolean> up = new LinkedHashMap<>();
        Map<String, URI> addresses = server == null
                ? local(options.home())
                : Map.of("schedule-api", server.resolve("/actuator/health/readiness"));
        addresses.forEach((name, address) -> up.put(name, isUp(address)));
        if (json) {
            System.out.println(Http.JSON.valueToTree(up));
        } else {
            up.forEach((name, isUp) ->
                    System.out.printf("%-18s %-5s %s%n", name, isUp ? "up" : "down", addresses.get(name)));
        }
        return up.containsValue(false) ? SOMETHING_IS_DOWN : 0;
    }

    /** What speaks no HTTP is up when it takes a connection. */
    private static boolean isUp(URI address) {
        if (address.getScheme().equals("http") || address.getScheme().equals("https")) {
            return Http.isUp(address);
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, URI> local(Home home) {
        Stack.Replicas replicas = Running.replicas(home);
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("database", URI.create("mysql://127.0.0.1:" + home.databasePort()));
        addresses.put("broker", URI.create("kafka://127.0.0.1:" + home.brokerPort()));
        addresses.put("simulator", Services.local(home.simulatorPort(), "/config"));
        addresses.put("schedule-api", Services.local(home.apiPort(), "/actuator/health/readiness"));
        for (int replica = 1; replica <= replicas.triggers(); replica++) {
            addresses.put(
                    "trigger-service-" + replica,
                    Services.local(home.triggerPort(replica), "/actuator/health/readiness"));
        }
        for (int replica = 1; replica <= replicas.dispatchers(); replica++) {
            addresses.put(
                    "dispatcher-" + replica,
                    Services.local(home.dispatcherPort(replica), "/actuator/health/readiness"));
        }
        return addresses;
    }
}
