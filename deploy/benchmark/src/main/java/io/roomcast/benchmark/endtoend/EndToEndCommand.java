package io.roomcast.benchmark.endtoend;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Jdbc;
import io.roomcast.benchmark.Rounds;
import io.roomcast.benchmark.peer.PeerProcess;
import io.roomcast.benchmark.trigger.HandOver;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Http;
import io.roomcast.standalone.Services;
import io.roomcast.standalone.Stack;
import io.roomcast.standalone.Workload;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "end-to-end",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many schedules, due at one moment, are called out to phones and have their row of history in a second: by",
            "Roomcast, which keeps each phone's and each room's order and proof, without quotas; and by db-scheduler and Quartz, whose jobs",
            "make the same call and write one row, and by the least that does the same at all. On one database and the same phones, in",
            "turn. Exit code 0 when the targets of docs/benchmarks hold."
        })
public final class EndToEndCommand implements Callable<Integer> {
    static final String ROOMCAST = "Roomcast";

    private static final Stack.Settings SETTINGS = new Stack.Settings(HandOver.AT_THE_MOMENT, Services.WITHOUT_QUOTAS);
    private static final int PHONES = 50;
    private static final List<Integer> DELAYS_MILLIS = List.of(0, 20);
    private static final Duration LEAD = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Map<String, String> PEERS = peers();

    @Mixin
    private Ground ground = new Ground("benchmark-end-to-end", 21_800);

    @Option(names = "--rooms", defaultValue = "2000", description = "One schedule each (default: ${DEFAULT-VALUE})")
    private int rooms;

    @Option(
            names = "--warm-up",
            defaultValue = "15",
            description =
                    "Rounds of Roomcast that do not count, until its code is compiled (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--dispatchers",
            defaultValue = "1",
            description = "Beside one trigger (default: ${DEFAULT-VALUE}); a peer is one process")
    private int dispatchers;

    @Mixin
    private Rounds rounds = new Rounds();

    @Override
    public Integer call() throws Exception {
        var home = ground.home();
        var report = new EndToEndReport(rooms, PHONES, dispatchers, rounds.count(), new LinkedHashMap<>());
        try (Stack stack = Stack.startFast(home, new Stack.Replicas(1, dispatchers, PHONES), SETTINGS, System.out);
                Connection connection = Jdbc.connect(home)) {
            var workload = new Workload(home, connection);
            List<Long> all = workload.rooms(PHONES, rooms);
            for (int round = 1; round <= warmUp; round++) {
                System.out.printf("Warm-up, round %d: %,.0f a second%n", round, own(stack, workload, all));
            }
            for (int delay : DELAYS_MILLIS) {
                slow(home, delay);
                for (int round = 1; round <= rounds.count(); round++) {
                    add(report, delay, round, ROOMCAST, own(stack, workload, all));
                    for (var peer : PEERS.entrySet()) {
                        add(report, delay, round, peer.getValue(), rate(home, peer.getKey()));
                    }
                }
            }
        }
        System.out.println("\n" + report.table());
        report.write();
        return report.holds() ? 0 : 1;
    }

    private static void add(EndToEndReport report, int delay, int round, String title, double rate) {
        System.out.printf("%2d ms, round %d  %-50s %,8.0f a second%n", delay, round, title, rate);
        report.rates()
                .computeIfAbsent(delay, key -> new LinkedHashMap<>())
                .computeIfAbsent(title, key -> new ArrayList<>())
                .add(rate);
    }

    /** From the due moment until the last row of history. Each round is of another day: no room gets more than one message in one. */
    private static double own(Stack stack, Workload workload, List<Long> rooms) throws Exception {
        workload.letTwoDaysPass();
        long before = workload.due(rooms, rooms.size(), workload.now().plus(LEAD), Duration.ZERO);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<Long> ended = List.of();
        while (ended.size() < rooms.size()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Only " + ended.size() + " of " + rooms.size() + " were sent");
            }
            TimeUnit.SECONDS.sleep(1);
            stack.keepAlive();
            ended = workload.ended(before);
        }
        return rooms.size() * 1e6 / ended.get(ended.size() - 1);
    }

    private double rate(Home home, String peer) throws Exception {
        return Double.parseDouble(PeerProcess.result(
                home,
                peer,
                EndToEndPeerCommand.RATE,
                List.of(
                        "end-to-end-peer",
                        "--kafka",
                        "127.0.0.1:" + home.brokerPort(),
                        "--first-phone",
                        Integer.toString(home.simulatorPort()),
                        "--phones",
                        Integer.toString(PHONES),
                        "--schedules",
                        Integer.toString(rooms))));
    }

    private static void slow(Home home, int millis) {
        if (millis > 0) {
            var fault = Http.JSON.createObjectNode().put("kind", "SLOW").put("millis", millis);
            for (int phone = 0; phone < PHONES; phone++) {
                Http.post(Services.local(home.simulatorPort() + phone, "/simulator/faults"), "", fault, "");
            }
        }
    }

    private static Map<String, String> peers() {
        var peers = new LinkedHashMap<String, String>();
        peers.put("db-scheduler", EndToEndReport.DB_SCHEDULER);
        peers.put("quartz", "Quartz 2.5, clustered, batch 100, 50 threads");
        peers.put("plain", EndToEndReport.PLAIN);
        return peers;
    }
}
