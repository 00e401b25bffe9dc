package io.roomcast.benchmark.lateness;

import io.roomcast.benchmark.Ground;
import io.roomcast.benchmark.Rounds;
import io.roomcast.benchmark.peer.PeerProcess;
import io.roomcast.benchmark.trigger.HandOver;
import io.roomcast.benchmark.trigger.Schedules;
import io.roomcast.benchmark.trigger.TriggerGround;
import io.roomcast.embedded.EmbeddedMariaDb;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Lateness;
import java.sql.Connection;
import java.time.Duration;
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
            "db-scheduler until the job begins in the scheduler itself. Then many that are due at one moment: of Roomcast until the",
            "broker has the event of each. On one database, in turn. Exit code 0 when the targets of docs/benchmarks hold."
        })
public final class LatenessCommand implements Callable<Integer> {
    private static final Map<String, String> PEERS = peers();

    @Mixin
    private Ground ground = new Ground("benchmark-lateness", 21_400);

    @Option(
            names = "--schedules",
            defaultValue = "1000",
            description = "Due at distinct moments over a minute (default: ${DEFAULT-VALUE})")
    private int schedules;

    @Option(names = "--at-once", defaultValue = "10000", description = "Due at one moment (default: ${DEFAULT-VALUE})")
    private int manyAtOnce;

    @Option(names = "--stored", defaultValue = "100000", description = "Others (default: ${DEFAULT-VALUE})")
    private int stored;

    @Mixin
    private Rounds rounds = new Rounds();

    @Override
    public Integer call() throws Exception {
        var report = new LatenessReport(stored, rounds.count(), distinct(ground.home()), atOnce(ground.home()));
        System.out.println("\n" + report.table());
        report.write();
        return report.holds() ? 0 : 1;
    }

    private Course distinct(Home home) throws Exception {
        var course = new Course("%,d due over a minute".formatted(schedules), schedules);
        for (int round = 1; round <= rounds.count(); round++) {
            course.add(LatenessReport.ROOMCAST, round, new Lateness(home).measure(schedules, stored));
            try (EmbeddedMariaDb database = EmbeddedMariaDb.start(home.database())) {
                peers(course, round, home, schedules, Lateness.SPAN);
            }
        }
        return course;
    }

    /** On a database of its own: its schedules would fall due among the others'. */
    private Course atOnce(Home ground) throws Exception {
        var home = ground.inner("at-once");
        var course = new Course("%,d due at one moment".formatted(manyAtOnce), manyAtOnce);
        try (var trigger = TriggerGround.open(home)) {
            Connection connection = trigger.connection();
            Schedules.create(connection, stored + manyAtOnce, Schedules.ROOMS);
            for (int round = 1; round <= rounds.count(); round++) {
                var handOver = HandOver.of(home, connection, 1, List.of(), manyAtOnce / 4, manyAtOnce);
                course.add(LatenessReport.HANDED_OVER, round, handOver.micros());
                peers(course, round, home, manyAtOnce, Duration.ZERO);
            }
        }
        return course;
    }

    private void peers(Course course, int round, Home home, int count, Duration span) throws Exception {
        for (var peer : PEERS.entrySet()) {
            course.add(peer.getValue(), round, late(home, peer.getKey(), count, span));
        }
    }

    private List<Long> late(Home home, String peer, int count, Duration span) throws Exception {
        String micros = PeerProcess.result(
                home,
                peer,
                LatenessPeerCommand.LATE,
                List.of(
                        "lateness-peer",
                        "--schedules",
                        Integer.toString(count),
                        "--span-seconds",
                        Long.toString(span.toSeconds()),
                        "--stored",
                        Integer.toString(stored)));
        return Arrays.stream(micros.split(" ")).map(Long::valueOf).toList();
    }

    private static Map<String, String> peers() {
        var peers = new LinkedHashMap<String, String>();
        peers.put("quartz", LatenessReport.QUARTZ);
        peers.put("db-scheduler", LatenessReport.DB_SCHEDULER);
        return peers;
    }
}
