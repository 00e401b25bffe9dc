package io.roomcast.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lets the faults loose, one after another and then mixed, while the load goes on. */
final class Campaign {
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(150);
    private static final Duration BITE_LIMIT = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int MOST_AT_ONCE = 3;

    private final Scene scene;
    private final Monitor monitor;
    private final Random random;

    Campaign(Scene scene, Monitor monitor) {
        this.scene = scene;
        this.monitor = monitor;
        this.random = scene.random();
    }

    Row alone(Fault fault, Duration span) {
        System.out.printf("%s for %d s …%n", fault.name(), span.toSeconds());
        Instant from = Instant.now();
        long start = System.nanoTime();
        Strike strike = fault.strike().apply(scene);
        Rest.of(span);
        awaitBite(strike);
        strike.close();
        long righted = System.nanoTime();
        boolean well = awaitRecovery();
        List<Duration> recoveries = monitor.recoveries(start, strike.lasts() ? righted : 0);
        System.out.printf(
                "  bit %d times, %s%n", strike.bites(), well ? "well again; unwell for " + recoveries : unwell());
        Instant until = Instant.now().plus(BREATH);
        Rest.of(BREATH);
        return new Row(fault.name(), from, until, strike.injected(), strike.bites(), recoveries, well ? 0 : 1);
    }

    /** A phone that is spared after an earlier fault, or has nothing to do, is waited for. */
    private static void awaitBite(Strike strike) {
        long start = System.nanoTime();
        while (strike.bites() == 0 && System.nanoTime() - start < BITE_LIMIT.toNanos()) {
            Rest.of(LOOK);
        }
    }

    private String unwell() {
        return "NOT well again: overdue " + scene.witness().overdue() + ", missing "
                + scene.site().missing();
    }

    /** One to three at once, for random times, with pauses. @param end of the whole run, by which long ones are drawn */
    Row mixed(String name, List<Fault> faults, Duration span, Instant endOfAll) {
        System.out.printf("%s for %d s …%n", name, span.toSeconds());
        Instant from = Instant.now();
        Instant end = from.plus(span);
        int injected = 0;
        int bites = 0;
        int unrecovered = 0;
        var recoveries = new ArrayList<Duration>();
        while (Instant.now().isBefore(end)) {
            long start = System.nanoTime();
            var strikes = new ArrayList<Strike>();
            var names = new ArrayList<String>();
            Duration longest = Duration.ofSeconds(5);
            for (int i = 0; i <= random.nextInt(MOST_AT_ONCE); i++) {
                Fault fault = scene.any(faults);
                if (names.stream().noneMatch(fault::isNotFeltBeside)) {
                    names.add(fault.name());
                    longest = max(longest, part(fault, Duration.between(Instant.now(), endOfAll)));
                    strikes.add(fault.strike().apply(scene));
                }
            }
            System.out.printf("  %s for %d s%n", names, longest.toSeconds());
            Rest.of(longest);
            strikes.forEach(Strike::close);
            long righted = System.nanoTime();
            boolean well = awaitRecovery();
            recoveries.addAll(monitor.recoveries(start, righted));
            if (!well) {
                System.out.println("  " + unwell());
                unrecovered++;
            }
            injected += strikes.stream().mapToInt(Strike::injected).sum();
            bites += strikes.stream().mapToInt(Strike::bites).sum();
            Rest.of(Duration.ofMillis(random.nextInt(2_000, 6_000)));
        }
        return new Row(name, from, Instant.now().plus(BREATH), injected, bites, recoveries, unrecovered);
    }

    private Duration part(Fault fault, Duration left) {
        boolean timeEnough = left.compareTo(fault.longer().multipliedBy(4)) > 0;
        Duration whole = timeEnough ? fault.longer() : fault.lasts();
        return whole.multipliedBy(random.nextInt(33, 100)).dividedBy(100);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** @return whether all was well in the end */
    private boolean awaitRecovery() {
        long start = System.nanoTime();
        while (!monitor.isWellAfter(start)) {
            if (System.nanoTime() - start > RECOVERY_LIMIT.toNanos()) {
                return false;
            }
            Rest.of(LOOK);
        }
        return true;
    }
}
