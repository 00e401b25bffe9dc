package io.roomcast.benchmark.trigger;

import com.zaxxer.hikari.HikariDataSource;
import io.roomcast.benchmark.Moments;
import io.roomcast.benchmark.peer.DbScheduler;
import io.roomcast.benchmark.peer.JobRunrPeer;
import io.roomcast.benchmark.peer.Peer;
import io.roomcast.benchmark.peer.PeerDatabase;
import io.roomcast.benchmark.peer.QuartzPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one peer in a JVM of its own, as a service would have one. Prints its rate. */
@Command(name = "peer", hidden = true)
public final class PeerCommand implements Callable<Integer> {
    static final String RATE = "schedules a second: ";

    static final Map<String, Supplier<Peer>> PEERS = Map.of(
            "db-scheduler", DbScheduler::new,
            "quartz", QuartzPeer::new,
            "jobrunr", JobRunrPeer::new,
            "plain", PlainClaim::new);

    private static final Duration LEAST_LEAD = Duration.ofSeconds(5);
    private static final Duration STARTED_BEFORE = Duration.ofSeconds(2);

    @Option(names = "--name", required = true)
    private String name = "";

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--kafka", required = true)
    private String kafka = "";

    @Option(names = "--schedules", required = true)
    private int schedules;

    @Option(names = "--warm-up", required = true)
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        Publisher.createTopic(kafka);
        Supplier<Peer> peer = Objects.requireNonNull(PEERS.get(name), name);
        try (var database = PeerDatabase.open(url)) {
            peer.get().createTables(database);
            run(peer.get(), database, warmUp);
            System.out.println(RATE + run(peer.get(), database, schedules));
        }
        return 0;
    }

    /** From the due moment, or the first, where a peer looks only every few seconds, until the broker has the last. */
    private double run(Peer peer, HikariDataSource database, int count) throws Exception {
        Duration lead = peer.storing().multipliedBy(count);
        Instant due = Instant.now().plus(lead.compareTo(LEAST_LEAD) > 0 ? lead : LEAST_LEAD);
        due = due.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        try (peer;
                var publisher = new Publisher(kafka, count)) {
            peer.store(database, Collections.nCopies(count, due));
            Moments.sleepUntil(due.minus(STARTED_BEFORE));
            if (Instant.now().isAfter(due.minusSeconds(1))) {
                throw new IllegalStateException("Storing " + count + " took longer than " + lead);
            }
            peer.start(database, (schedule, at) -> {
                if (name.equals("plain")) {
                    publisher.count();
                } else {
                    publisher.publish(schedule);
                }
            });
            Moments.sleepUntil(due);
            long moment = System.nanoTime();
            publisher.await();
            long end = System.nanoTime();
            long start = name.equals("jobrunr") ? publisher.first() : moment;
            return count * 1e9 / (end - start);
        }
    }
}
