package io.roomcast.benchmark.isolation;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Jdbc;
import io.roomcast.benchmark.Medians;
import io.roomcast.benchmark.Results;
import io.roomcast.benchmark.Rounds;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Services;
import io.roomcast.standalone.Stack;
import io.roomcast.standalone.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "isolation",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long it takes until rooms that are all due at one moment have got their message, with nothing beside them",
            "and with one room beside them whose phone takes 20 s for each call, in turn. Exit code 0 when the second is at most 5 %",
            "more."
        })
public final class IsolationCommand implements Callable<Integer> {
    private static final int PHONES = 20;
    private static final Duration SLOW = Duration.ofSeconds(20);
    /** As shipped, a call that takes so long is given up, and its outcome is looked for in the room. */
    private static final List<String> PATIENT = List.of(
            "--roomcast.gateway.iris.response-timeout=60s",
            "--resilience4j.timelimiter.configs.default.timeout-duration=60s");

    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final double MOST = 1.05;

    @Mixin
    private Ground ground = new Ground("benchmark-isolation", 21_600);

    @Option(names = "--rooms", defaultValue = "2000", description = "Busy ones (default: ${DEFAULT-VALUE})")
    private int rooms;

    @Mixin
    private Rounds rounds = new Rounds();

    @Override
    public Integer call() throws Exception {
        var home = ground.home();
        var alone = new ArrayList<Double>();
        var beside = new ArrayList<Double>();
        try (Stack stack = Stack.startFast(
                        home,
                        new Stack.Replicas(1, 2, PHONES + 1),
                        new Stack.Settings(List.of(), PATIENT),
                        System.out);
                Connection connection = Jdbc.connect(home)) {
            var workload = new Workload(home, connection);
            List<Long> busy = workload.rooms(PHONES, rooms);
            long slow = slowRoom(home, connection);
            System.out.printf("warm-up  %.1f s%n", seconds(stack, workload, busy));
            for (int round = 1; round <= rounds.count(); round++) {
                // Now one first, now the other.
                if (round % 2 == 1) {
                    alone.add(seconds(stack, workload, busy));
                    beside.add(secondsBeside(slow, stack, workload, busy));
                } else {
                    beside.add(secondsBeside(slow, stack, workload, busy));
                    alone.add(seconds(stack, workload, busy));
                }
                System.out.printf(
                        "round %d  alone %.1f s  beside a room at %d s a call %.1f s%n",
                        round, alone.get(round - 1), SLOW.toSeconds(), beside.get(round - 1));
            }
        }
        double ratio = Medians.of(beside) / Medians.of(alone);
        String table = table(alone, beside, ratio);
        System.out.println("\n" + table);
        Results.write("isolation.md", table);
        Results.write(
                "isolation.json",
                Http.JSON
                        .createObjectNode()
                        .put("benchmark", "isolation")
                        .put("rooms", rooms)
                        .put("processors", Runtime.getRuntime().availableProcessors())
                        .putPOJO("aloneSeconds", alone)
                        .putPOJO("besideSeconds", beside)
                        .put("ratio", ratio));
        return ratio <= MOST ? 0 : 1;
    }

    /** From the moment at which all are due until the last call has left. */
    private double seconds(Stack stack, Workload workload, List<Long> busy) throws SQLException, InterruptedException {
        long before = workload.due(busy, busy.size(), workload.now().plus(LEAD), Duration.ZERO);
        List<Long> micros = workload.await(stack, before, busy, busy.size(), LIMIT);
        if (micros.size() < busy.size()) {
            throw new IllegalStateException("Only " + micros.size() + " of " + busy.size() + " were sent");
        }
        return micros.get(micros.size() - 1) / 1e6;
    }

    private double secondsBeside(long slow, Stack stack, Workload workload, List<Long> busy)
            throws SQLException, InterruptedException {
        long before = workload.due(List.of(slow), 1, workload.now().plus(LEAD), Duration.ZERO);
        double seconds = seconds(stack, workload, busy);
        workload.awaitIdle(stack, slow, LIMIT);
        List<Long> took = workload.ended(before).stream()
                .filter(it -> it >= SLOW.toNanos() / 1_000)
                .toList();
        if (took.isEmpty()) {
            throw new IllegalStateException("The slow room was not slow: there was nothing to be isolated from");
        }
        return seconds;
    }

    /** On a phone of its own, which takes its time for each call. */
    private static long slowRoom(Home home, Connection connection) throws SQLException {
        int port = home.simulatorPort() + PHONES;
        Http.post(
                Services.local(port, "/simulator/faults"),
                "",
                Http.JSON.createObjectNode().put("kind", "SLOW").put("millis", SLOW.toMillis()),
                "");
        Jdbc.execute(
                connection,
                "INSERT IGNORE INTO kb_bot (organization_id, name, gateway, endpoint) SELECT id, 'slow', 'iris', 'http://127.0.0.1:"
                        + port + "' FROM kb_organization WHERE level = 'headquarters'");
        Jdbc.execute(
                connection,
                "INSERT IGNORE INTO kb_room (organization_id, bot_id, channel_id, name, kind) SELECT organization_id, id, '6000000',"
                        + " 'slow', 'operation' FROM kb_bot WHERE name = 'slow'");
        return Jdbc.number(connection, "SELECT id FROM kb_room WHERE name = 'slow'");
    }

    private String table(List<Double> alone, List<Double> beside, double ratio) {
        return String.format(
                Locale.ROOT,
                """
                # isolation: %,d rooms on %d phones due at one moment, %d rounds, %d processors

                | | until the last call, seconds (median) | all rounds |
                |---|---|---|
                | alone | %.1f | %s |
                | beside a room whose phone takes %d s for each call | %.1f | %s |

                With the slow room it takes %.3f times as long.
                """,
                rooms,
                PHONES,
                rounds.count(),
                Runtime.getRuntime().availableProcessors(),
                Medians.of(alone),
                Medians.listed(alone, "%.1f"),
                SLOW.toSeconds(),
                Medians.of(beside),
                Medians.listed(beside, "%.1f"),
                ratio);
    }
}
