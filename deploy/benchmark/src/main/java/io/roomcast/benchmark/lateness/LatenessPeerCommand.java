package io.roomcast.benchmark.lateness;

import com.zaxxer.hikari.HikariDataSource;
import io.roomcast.benchmark.Moments;
import io.roomcast.benchmark.peer.Crowded;
import io.roomcast.benchmark.peer.DbScheduler;
import io.roomcast.benchmark.peer.PeerDatabase;
import io.roomcast.benchmark.peer.QuartzPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One peer in a JVM of its own. Prints how late each of its runs began, in µs, ascending. */
@Command(name = "lateness-peer", hidden = true)
public final class LatenessPeerCommand implements Callable<Integer> {
    static final String LATE = "µs late: ";

    private static final Map<String, Supplier<Crowded>> PEERS =
            Map.of("db-scheduler", DbScheduler::new, "quartz", QuartzPeer::new);

    private static final int WARM_UP = 300;
    private static final Duration WARM_UP_SPAN = Duration.ofSeconds(20);
    private static final Duration STARTED_BEFORE = Duration.ofSeconds(5);

    /** Until the first is stored, and for the part of a second that is cut off. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    private static final Duration LIMIT_FOR_THE_REST = Duration.ofMinutes(5);

    @Option(names = "--name", required = true)
    private String name = "";

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--schedules", required = true)
    private int schedules;

    @Option(names = "--stored", required = true)
    private int stored;

    @Option(names = "--span-seconds", required = true)
    private int spanSeconds;

    @Override
    public Integer call() throws Exception {
        Supplier<Crowded> peer = Objects.requireNonNull(PEERS.get(name), name);
        try (HikariDataSource database = PeerDatabase.open(url)) {
            peer.get().createTables(database);
            run(peer.get(), database, WARM_UP, WARM_UP_SPAN, 0);
            List<Long> micros = run(peer.get(), database, schedules, Duration.ofSeconds(spanSeconds), stored);
            System.out.println(LATE + micros.stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
        return 0;
    }

    private List<Long> run(Crowded peer, HikariDataSource database, int count, Duration span, int others)
            throws Exception {
        var micros = new ConcurrentLinkedQueue<Long>();
        var all = new CountDownLatch(count);
        Instant first = Instant.now()
                .plus(peer.storing().multipliedBy(count))
                .plus(crowding(others))
                .plus(SLACK)
                .plus(STARTED_BEFORE)
                .truncatedTo(ChronoUnit.SECONDS);
        try (peer) {
            peer.store(
                    database,
                    IntStream.range(0, count)
                            .mapToObj(i -> first.plusMillis(span.toMillis() * i / count))
                            .toList());
            peer.crowd(database, others);
            if (Instant.now().isAfter(first.minus(STARTED_BEFORE))) {
                throw new IllegalStateException("Storing " + count + " among " + others + " took too long");
            }
            Moments.sleepUntil(first.minus(STARTED_BEFORE));
            peer.start(database, (schedule, due) -> {
                micros.add(ChronoUnit.MICROS.between(due, Instant.now()));
                all.countDown();
            });
            all.await(STARTED_BEFORE.plus(span).plus(LIMIT_FOR_THE_REST).toSeconds(), TimeUnit.SECONDS);
        }
        return micros.stream().sorted().toList();
    }

    /** It takes to add the others: 100,000 rows in some seconds. */
    private static Duration crowding(int others) {
        return Duration.ofSeconds(others == 0 ? 0 : 10 + others / 5_000);
    }
}
