package io.roomcast.benchmark.trigger;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Rounds;
import io.roomcast.benchmark.peer.PeerProcess;
import io.roomcast.standalone.Home;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "trigger",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many recurring schedules, due at one moment, are claimed, advanced and published to Kafka in a second: by",
            "trigger-service, and by db-scheduler, Quartz and JobRunr, each in a JVM of its own on the same database and broker, in",
            "turn; and how fast a plain claim could be. Exit code 0 when the targets of docs/benchmarks hold."
        })
public final class TriggerCommand implements Callable<Integer> {
    static final String ROOMCAST = "roomcast";

    static final List<Contestant> ALL = List.of(
            new Contestant(ROOMCAST, "Roomcast trigger-service: claim, publish, made up for when lost", 1),
            new Contestant("db-scheduler", "db-scheduler 16.12, lock-and-fetch, 50 threads, publishing", 1),
            new Contestant("quartz", "Quartz 2.5, clustered, batch 100, 50 threads, publishing", 0.1),
            new Contestant("jobrunr", "JobRunr 8.3, 50 workers, publishing, jobs that run once", 0.2),
            new Contestant("plain", "plain JDBC claim in batches of 1,000, nothing published", 1));

    @Mixin
    private Ground ground = new Ground("benchmark-trigger", 21_200);

    @Option(
            names = "--schedules",
            defaultValue = "20000",
            description = "Due at one moment (default: ${DEFAULT-VALUE})")
    private int schedules;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--only", description = "Those whose name contains this; the report stays as it is")
    private String only = "";

    @Override
    public Integer call() throws Exception {
        var home = ground.home();
        try (var trigger = TriggerGround.open(home)) {
            Connection connection = trigger.connection();
            Schedules.create(connection, schedules, Schedules.ROOMS);
            Map<Contestant, List<Double>> rates = new LinkedHashMap<>();
            for (int round = 1; round <= rounds.count(); round++) {
                for (Contestant each : ALL) {
                    if (each.name().contains(only)) {
                        double rate = rate(each, home, connection);
                        System.out.printf("round %d  %-62s %,9.0f a second%n", round, each.title(), rate);
                        rates.computeIfAbsent(each, key -> new ArrayList<>()).add(rate);
                    }
                }
            }
            var report = new TriggerReport(schedules, rounds.count(), rates);
            System.out.println("\n" + report.table());
            if (only.isEmpty()) {
                report.write();
            }
            return only.isEmpty() && !report.holds() ? 1 : 0;
        }
    }

    private double rate(Contestant each, Home home, Connection connection) throws Exception {
        int count = each.schedules(schedules);
        int warmUp = Math.max(500, count / 4);
        return each.name().equals(ROOMCAST)
                ? HandOver.of(home, connection, 1, HandOver.AT_THE_MOMENT, warmUp, count)
                        .perSecond()
                : peerRate(home, each, warmUp, count);
    }

    private static double peerRate(Home home, Contestant peer, int warmUp, int count)
            throws IOException, InterruptedException {
        return Double.parseDouble(PeerProcess.result(
                home,
                peer.name(),
                PeerCommand.RATE,
                List.of(
                        "peer",
                        "--kafka",
                        "127.0.0.1:" + home.brokerPort(),
                        "--schedules",
                        Integer.toString(count),
                        "--warm-up",
                        Integer.toString(warmUp))));
    }
}
