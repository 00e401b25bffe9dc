package io.roomcast.benchmark.lateness;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Rounds;
import io.roomcast.benchmark.peer.PeerProcess;
import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Lateness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lateness",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how long after its moment a schedule is run: schedules due at distinct moments over a minute, stored among",
            "many others. Of Roomcast until the call leaves the dispatcher, by way of the database and the broker; of Quartz and",
            "db-scheduler until the job begins in the scheduler itself. On one database, in turn. Exit code 0 when the targets of",
            "docs/benchmarks hold."
        })
public final class LatenessCommand implements Callable<Integer> {
    static final String ROOMCAST = "Roomcast: until the call leaves the dispatcher";

    private static final Map<String, String> PEERS = peers();

    @Mixin
    private Ground ground = new Ground("benchmark-lateness", 21_400);

    @Option(
            names = "--schedules",
            defaultValue = "1000",
            description = "Due at distinct moments over a minute (default: ${DEFAULT-VALUE})")
    private int schedules;

    @Option(names = "--stored", defaultValue = "100000", description = "Others (default: ${DEFAULT-VALUE})")
    private int stored;

    @Mixin
    private Rounds rounds = new Rounds();

    @Override
    public Integer call() throws Exception {
        var home = ground.home();
        Map<String, List<Quantiles>> measured = new LinkedHashMap<>();
        for (int round = 1; round <= rounds.count(); round++) {
            add(measured, ROOMCAST, round, new Lateness(home).measure(schedules, stored));
            try (EmbeddedMariaDb database = EmbeddedMariaDb.start(home.database())) {
                for (var peer : PEERS.entrySet()) {
                    add(measured, peer.getValue(), round, late(home, peer.getKey()));
                }
            }
        }
        var report = new LatenessReport(schedules, stored, rounds.count(), measured);
        System.out.println("\n" + report.table());
        report.write();
        return report.holds() ? 0 : 1;
    }

    private void add(Map<String, List<Quantiles>> measured, String title, int round, List<Long> micros) {
        if (micros.size() < schedules) {
            throw new IllegalStateException(title + " ran " + micros.size() + " of " + schedules);
        }
        Quantiles quantiles = Quantiles.of(micros);
        System.out.printf("round %d  %-55s %s%n", round, title, quantiles);
        measured.computeIfAbsent(title, key -> new ArrayList<>()).add(quantiles);
    }

    private List<Long> late(Home home, String peer) throws Exception {
        String micros = PeerProcess.result(
                home,
                peer,
                LatenessPeerCommand.LATE,
                List.of(
                        "lateness-peer",
                        "--schedules",
                        Integer.toString(schedules),
                        "--stored",
                        Integer.toString(stored)));
        return Arrays.stream(micros.split(" ")).map(Long::valueOf).toList();
    }

    private static Map<String, String> peers() {
        var peers = new LinkedHashMap<String, String>();
        peers.put("quartz", LatenessReport.QUARTZ);
        peers.put("db-scheduler", "db-scheduler 16.12, lock-and-fetch, looks every 100 ms: until the job begins");
        return peers;
    }
}
