package io.roomcast.benchmark.trigger;

import io.roomcast.benchmark.Moments;
import io.roomcast.benchmark.Processes;
import io.roomcast.standalone.Home;
import io.roomcast.standalone.Services;
import io.roomcast.standalone.Watched;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How trigger-service claims and publishes what is due at one moment.
 *
 * @param micros how long after the moment the broker had each, ascending, as counted every ten milliseconds; what it had before
 *     counts from the first look
 * @param memoryMegabytes resident, of the first replica, afterwards
 */
public record HandOver(List<Long> micros, long memoryMegabytes) {
    /** As other schedulers do it: shipped, it claims 200 ms ahead, and bursts two seconds. */
    public static final List<String> AT_THE_MOMENT =
            List.of("--roomcast.trigger.claim-horizon=0ms", "--roomcast.trigger.burst-horizon=0ms");

    private static final Duration LEAD = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** @param settings of the service, as arguments @param warmUp schedules before those that count */
    public static HandOver of(
            Home home, Connection connection, int replicas, List<String> settings, int warmUp, int count)
            throws Exception {
        try (var processes = new Processes();
                var topic = new DueTopic("127.0.0.1:" + home.brokerPort())) {
            Schedules.clear(connection);
            List<Watched> triggers = new ArrayList<>();
            for (int replica = 1; replica <= replicas; replica++) {
                Watched trigger = Services.fast(home).trigger(replica, settings);
                processes.start(trigger);
                triggers.add(trigger);
            }
            run(connection, topic, warmUp);
            List<Long> micros = run(connection, topic, count);
            long memory = Processes.residentMegabytes(triggers.get(0).pid());
            Schedules.clear(connection);
            return new HandOver(micros, memory);
        }
    }

    /** From the moment to the last. */
    double perSecond() {
        return micros.size() * 1e6 / micros.get(micros.size() - 1);
    }

    private static List<Long> run(Connection connection, DueTopic topic, int count) throws Exception {
        long before = topic.records();
        Instant due = Instant.now().plus(LEAD).truncatedTo(ChronoUnit.SECONDS);
        Schedules.makeDue(connection, count, due);
        if (Instant.now().isAfter(due.minusSeconds(1))) {
            throw new IllegalStateException("Making " + count + " due took too long");
        }
        Moments.sleepUntil(due);
        long start = System.nanoTime();
        var micros = new ArrayList<Long>();
        while (micros.size() < count) {
            long published = topic.records() - before;
            long since = System.nanoTime() - start;
            while (micros.size() < Math.min(published, count)) {
                micros.add(TimeUnit.NANOSECONDS.toMicros(since));
            }
            if (since > LIMIT.toNanos()) {
                throw new IllegalStateException("Only " + published + " of " + count + " were published");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return micros;
    }
}
