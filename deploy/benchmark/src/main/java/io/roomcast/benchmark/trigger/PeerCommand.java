package io.roomcast.benchmark.trigger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one peer in a JVM of its own, as a service would have one. Prints its rate. */
@Command(name = "peer", hidden = true)
public final class PeerCommand implements Callable<Integer> {
    static final String RATE = "schedules a second: ";
    static final String PASSWORD = "ROOMCAST_DATABASE_PASSWORD";

    static final Map<String, Supplier<Peer>> PEERS = Map.of(
            "db-scheduler", DbScheduler::new,
            "quartz", QuartzPeer::new,
            "jobrunr", JobRunrPeer::new,
            "plain", PlainClaim::new);

    private static final int CONNECTIONS = 60;
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

    @Option(names = "--storing-micros", required = true, description = "It takes to store one, at most")
    private long storingMicros;

    @Override
    public Integer call() throws Exception {
        Publisher.createTopic(kafka);
        Supplier<Peer> peer = Objects.requireNonNull(PEERS.get(name), name);
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername("roomcast");
        settings.setPassword(System.getenv(PASSWORD));
        settings.setMaximumPoolSize(CONNECTIONS);
        try (var database = new HikariDataSource(settings)) {
            peer.get().createTables(database);
            run(peer.get(), database, warmUp);
            System.out.println(RATE + run(peer.get(), database, schedules));
        }
        return 0;
    }

    /** From the due moment, or the first, where a peer looks only every few seconds, until the broker has the last. */
    private double run(Peer peer, HikariDataSource database, int count) throws Exception {
        Duration lead = Duration.of(storingMicros * count, ChronoUnit.MICROS);
        Instant due = Instant.now().plus(lead.compareTo(LEAST_LEAD) > 0 ? lead : LEAST_LEAD);
        due = due.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
        try (peer;
                var publisher = new Publisher(kafka, count)) {
            peer.store(database, count, due);
            sleepUntil(due.minus(STARTED_BEFORE));
            if (Instant.now().isAfter(due.minusSeconds(1))) {
                throw new IllegalStateException("Storing " + count + " took longer than " + lead);
            }
            peer.start(database, publisher);
            sleepUntil(due);
            long moment = System.nanoTime();
            publisher.await();
            long end = System.nanoTime();
            long start = name.equals("jobrunr") ? publisher.first() : moment;
            return count * 1e9 / (end - start);
        }
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        long millis = Duration.between(Instant.now(), moment).toMillis();
        if (millis > 0) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }
}
