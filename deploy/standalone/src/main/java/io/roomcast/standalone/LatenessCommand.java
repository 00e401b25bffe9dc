package io.roomcast.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lateness",
        mixinStandardHelpOptions = true,
        description = {
            "Measures from the due moment to the call that leaves the dispatcher: schedules due at distinct moments over a",
            "minute, stored among many others, on a system of its own in <home>/lateness, whose ports lie a thousand higher. After a",
            "warm-up. Exit code 0 when the",
            "99th percentile keeps the limit."
        })
final class LatenessCommand implements Callable<Integer> {
    @Mixin
    private HomeOptions options = new HomeOptions();

    @Option(
            names = "--schedules",
            defaultValue = "1000",
            description = "Measured schedules (default: ${DEFAULT-VALUE})")
    private int schedules;

    @Option(names = "--stored", defaultValue = "100000", description = "Others stored (default: ${DEFAULT-VALUE})")
    private int stored;

    @Option(
            names = "--limit-ms",
            defaultValue = "50",
            description = "Limit of the 99th percentile (default: ${DEFAULT-VALUE})")
    private int limitMillis;

    @Override
    public Integer call() throws Exception {
        return report(new Lateness(options.home().inner("lateness")).measure(schedules, stored));
    }

    private int report(List<Long> micros) {
        System.out.printf(
                "%nlateness of %d calls, due → the call leaves the dispatcher, among %d stored schedules:%n"
                        + "  p50 %.1f ms   p95 %.1f ms   p99 %.1f ms   max %.1f ms%n",
                micros.size(), stored, at(micros, 0.50), at(micros, 0.95), at(micros, 0.99), at(micros, 1.0));
        return micros.size() == schedules && at(micros, 0.99) <= limitMillis ? 0 : 1;
    }

    private static double at(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1_000.0;
    }
}
