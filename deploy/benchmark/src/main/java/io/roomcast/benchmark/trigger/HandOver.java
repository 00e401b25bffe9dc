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
 * How fast trigger-service claims and publishes what is due at one moment.
 *
 * @param memoryMegabytes resident, of the first replica, afterwards
 */
record OwnRate(double perSecond, long memoryMegabytes) {
    /** As the others do it: shipped, it claims 200 ms ahead. */
    private static final List<String> AT_THE_MOMENT = List.of("--roomcast.trigger.claim-horizon=0ms");

    private static final Duration LEAD = Duration.ofSeconds(4);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** @param warmUp schedules before those that count */
    static OwnRate of(Home home, Connection connection, int replicas, int warmUp, int count) throws Exception {
        try (var processes = new Processes();
                var topic = new DueTopic("127.0.0.1:" + home.brokerPort())) {
            Schedules.clear(connection);
            List<Watched> triggers = new ArrayList<>();
            for (int replica = 1; replica <= replicas; replica++) {
                Watched trigger = Services.fast(home).trigger(replica, AT_THE_MOMENT);
                processes.start(trigger);
                triggers.add(trigger);
            }
            run(connection, topic, warmUp);
            double rate = run(connection, topic, count);
            long memory = Processes.residentMegabytes(triggers.get(0).pid());
            Schedules.clear(connection);
            return new OwnRate(rate, memory);
        }
    }

    /** From the due moment until the broker has the last. */
    private static double run(Connection connection, DueTopic topic, int count) throws Exception {
        long before = topic.records();
        Instant due = Instant.now().plus(LEAD).truncatedTo(ChronoUnit.SECONDS);
        Schedules.makeDue(connection, count, due);
        if (Instant.now().isAfter(due.minusSeconds(1))) {
            throw new IllegalStateException("Making " + count + " due took too long");
        }
        Moments.sleepUntil(due);
        long start = System.nanoTime();
        while (topic.records() - before < count) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IllegalStateException(
                        "Only " + (topic.records() - before) + " of " + count + " were published");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return count * 1e9 / (System.nanoTime() - start);
    }
}
