package io.roomcast.benchmark.endtoend;

import com.zaxxer.hikari.HikariDataSource;
import io.roomcast.benchmark.Moments;
import io.roomcast.benchmark.peer.DbScheduler;
import io.roomcast.benchmark.peer.Peer;
import io.roomcast.benchmark.peer.PeerDatabase;
import io.roomcast.benchmark.peer.QuartzPeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One peer in a JVM of its own: for each schedule that is due it calls a phone and writes one row. Prints its rate. */
@Command(name = "end-to-end-peer", hidden = true)
public final class EndToEndPeerCommand implements Callable<Integer> {
    static final String RATE = "runs a second: ";

    private static final String PLAIN = "plain";

    private static final Map<String, Function<String, Peer>> PEERS = Map.of(
            "db-scheduler", kafka -> new DbScheduler(), "quartz", kafka -> new QuartzPeer(), PLAIN, PlainPath::new);

    private static final Duration STARTED_BEFORE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Until the first is stored, and for the part of a second that is cut off. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    /** Rounds that do not count, until its code is compiled. */
    private static final int WARM_UP = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Option(names = "--name", required = true)
    private String name = "";

    @Option(names = "--url", required = true)
    private String url = "";

    @Option(names = "--kafka", required = true)
    private String kafka = "";

    @Option(names = "--first-phone", required = true, description = "Its port; the others follow")
    private int firstPhone;

    @Option(names = "--phones", required = true)
    private int phones;

    @Option(names = "--schedules", required = true)
    private int schedules;

    @Override
    public Integer call() throws Exception {
        Function<String, Peer> peer = Objects.requireNonNull(PEERS.get(name), name);
        try (HikariDataSource database = PeerDatabase.open(url)) {
            History.createTable(database);
            peer.apply(kafka).createTables(database);
            for (int round = 1; round <= WARM_UP; round++) {
                System.out.printf(
                        "Warm-up, round %d: %,.0f a second%n", round, run(peer.apply(kafka), database, schedules));
            }
            System.out.println(RATE + run(peer.apply(kafka), database, schedules));
        }
        return 0;
    }

    private double run(Peer peer, HikariDataSource database, int count) throws Exception {
        var all = new CountDownLatch(count);
        Instant due = Instant.now()
                .plus(peer.storing().multipliedBy(count))
                .plus(STARTED_BEFORE)
                .plus(SLACK)
                .truncatedTo(ChronoUnit.SECONDS);
        try (History history = name.equals(PLAIN) ? History.inBatches(database) : History.oneByOne(database);
                peer) {
            peer.store(database, Collections.nCopies(count, due));
            Moments.sleepUntil(due.minus(STARTED_BEFORE));
            if (Instant.now().isAfter(due.minusSeconds(1))) {
                throw new IllegalStateException("Storing " + count + " took too long");
            }
            peer.start(database, (schedule, at) -> {
                send(Integer.parseInt(schedule));
                history.add(new History.Entry(schedule, at, all::countDown));
            });
            if (!all.await(STARTED_BEFORE.plus(LIMIT).toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(all.getCount() + " were not sent in " + LIMIT);
            }
            return count * 1e9 / Duration.between(due, Instant.now()).toNanos();
        }
    }

    private void send(int schedule) {
        URI phone = URI.create("http://127.0.0.1:" + (firstPhone + schedule % phones) + "/reply");
        String body = "{\"type\":\"text\",\"room\":\"" + (8_000_000 + schedule) + "\",\"data\":\"bench\"}";
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(phone)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The phone answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
