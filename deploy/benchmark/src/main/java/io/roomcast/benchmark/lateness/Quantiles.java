package io.roomcast.benchmark.lateness;

import java.util.List;
import java.util.Locale;

/** In milliseconds. */
record Quantiles(double p50, double p95, double p99, double max) {
    /** @param micros ascending */
    static Quantiles of(List<Long> micros) {
        return new Quantiles(at(micros, 0.50), at(micros, 0.95), at(micros, 0.99), at(micros, 1.0));
    }

    private static double at(List<Long> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / 1_000.0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms", p50, p95, p99, max);
    }
}
