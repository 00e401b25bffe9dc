package io.roomcast.benchmark.api;

import java.util.Arrays;

/** @param sorted ascending, in nanoseconds @param failures answers other than 2xx, and none at all */
record Latencies(long[] sorted, int failures) {
    Latencies {
        Arrays.sort(sorted);
    }

    double millis(double quantile) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)] / 1_000_000.0;
    }
}
