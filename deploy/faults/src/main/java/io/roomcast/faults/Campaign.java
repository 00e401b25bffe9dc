package io.roomcast.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lets the faults loose, one after another and then mixed, while the load goes on. */
final class Campaign {
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(150);
    private static final Duration BREATH = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int MOST_AT_ONCE = 3;

    private final Scene scene;
    private final Witness witness;
    private final Random random;
    private final List<Row> rows = new ArrayList<>();

    Campaign(Scene scene, Witness witness) {
        this.scene = scene;
        this.witness = witness;
        this.random = scene.random();
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    void alone(Fault fault) {
        System.out.printf("%s for %d s …%n", fault.name(), fault.lasts().toSeconds());
        Instant from = Instant.now();
        Strike strike = fault.strike().apply(scene);
        Rest.of(fault.lasts());
        strike.close();
        Optional<Duration> recovery = awaitRecovery();
        rows.add(new Row(
                fault.name(),
                from,
                Instant.now().plus(BREATH),
                strike.injected(),
                strike.bites(),
                recovery.stream().toList(),
                recovery.isEmpty() ? 1 : 0));
        System.out.printf(
                "  bit %d times, %s%n",
                strike.bites(),
                recovery.map(it -> "well again after " + it.toMillis() + " ms")
                        .orElseGet(() -> "NOT well again: overdue " + witness.overdue() + ", missing "
                                + scene.site().missing()));
        Rest.of(BREATH);
    }

    /** One to three at once, for random times, with pauses. */
    void mixed(List<Fault> faults, Duration span) {
        System.out.printf("All mixed for %d s …%n", span.toSeconds());
        Instant from = Instant.now();
        Instant end = from.plus(span);
        int injected = 0;
        int bites = 0;
        int unrecovered = 0;
        var recoveries = new ArrayList<Duration>();
        while (Instant.now().isBefore(end)) {
            var strikes = new ArrayList<Strike>();
            var names = new ArrayList<String>();
            Duration longest = Duration.ofSeconds(5);
            for (int i = 0; i <= random.nextInt(MOST_AT_ONCE); i++) {
                Fault fault = scene.any(faults);
                if (!names.contains(fault.name())) {
                    names.add(fault.name());
                    longest = max(longest, part(fault, Duration.between(Instant.now(), end)));
                    strikes.add(fault.strike().apply(scene));
                }
            }
            System.out.printf("  %s for %d s%n", names, longest.toSeconds());
            Rest.of(longest);
            strikes.forEach(Strike::close);
            Optional<Duration> recovery = awaitRecovery();
            recovery.ifPresent(recoveries::add);
            unrecovered += recovery.isEmpty() ? 1 : 0;
            injected += strikes.stream().mapToInt(Strike::injected).sum();
            bites += strikes.stream().mapToInt(Strike::bites).sum();
            Rest.of(Duration.ofMillis(random.nextInt(2_000, 6_000)));
        }
        rows.add(new Row("all mixed", from, Instant.now().plus(BREATH), injected, bites, recoveries, unrecovered));
    }

    private Duration part(Fault fault, Duration left) {
        boolean timeEnough = left.compareTo(fault.longer().multipliedBy(4)) > 0;
        Duration whole = timeEnough ? fault.longer() : fault.lasts();
        return whole.multipliedBy(random.nextInt(33, 100)).dividedBy(100);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Until every process answers and nothing is overdue. */
    private Optional<Duration> awaitRecovery() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < RECOVERY_LIMIT.toNanos()) {
            if (witness.overdue() == 0 && scene.site().isWhole()) {
                return Optional.of(Duration.ofNanos(System.nanoTime() - start));
            }
            Rest.of(LOOK);
        }
        return Optional.empty();
    }
}
