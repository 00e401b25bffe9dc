package io.roomcast.standalone;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Says what runs on this machine; of another server (--server), whether its API answers and, with an account, which",
            "alerts are open. Exit code 0 when all is well, 3 when something is not or cannot be reached, 4 where the server refuses the",
            "account."
        })
final class Status implements Callable<Integer> {
    private static final int SOMETHING_IS_WRONG = 3;
    private static final int CONNECT_MILLIS = 2_000;

    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(names = "--json", description = "Says it as JSON: true for what is up")
    private boolean json;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        try {
            return isElsewhere() ? elsewhere() : here();
        } catch (RefusedException e) {
            System.out.println(e.body());
            return SendNow.REFUSED;
        } catch (UncheckedIOException e) {
            System.err.println("roomcast: " + e.getMessage());
            return SendNow.UNREACHABLE;
        }
    }

    private boolean isElsewhere() {
        return System.getenv("ROOMCAST_SERVER") != null
                || Objects.requireNonNull(command)
                        .commandLine()
                        .getParseResult()
                        .hasMatchedOption("--server");
    }

    private int here() {
        Map<String, URI> addresses = local(options.home());
        Map<String, Boolean> up = new LinkedHashMap<>();
        addresses.forEach((name, address) -> up.put(name, isUp(address)));
        if (json) {
            System.out.println(Http.JSON.valueToTree(up));
        } else {
            addresses.forEach((name, address) -> tell(name, Boolean.TRUE.equals(up.get(name)), address));
        }
        return up.containsValue(false) ? SOMETHING_IS_WRONG : 0;
    }

    private int elsewhere() {
        URI address = server.uri("/actuator/health/readiness");
        boolean isUp = Http.isUp(address);
        ObjectNode said = Http.JSON.createObjectNode().put("schedule-api", isUp);
        if (isUp && server.hasAccount()) {
            ArrayNode alerts = said.putArray("alerts");
            Http.get(server.uri("/api/alerts?state=open&limit=100"), server.token())
                    .path("items")
                    .forEach(alert -> alerts.add(alert.at("/sentence/en")));
        }
        if (json) {
            System.out.println(said);
        } else {
            tell("schedule-api", isUp, address);
            said.path("alerts").forEach(alert -> System.out.printf("%-18s %s%n", "alert", alert.asText()));
        }
        return isUp && said.path("alerts").isEmpty() ? 0 : SOMETHING_IS_WRONG;
    }

    private static void tell(String name, boolean isUp, URI address) {
        System.out.printf("%-18s %-5s %s%n", name, isUp ? "up" : "down", address);
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
