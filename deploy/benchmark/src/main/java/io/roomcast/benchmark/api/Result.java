package io.roomcast.benchmark.api;

record Result(Case of, Latencies latencies) {
    static String header() {
        return "%n%-44s %-12s %6s %8s %8s %8s %8s %6s"
                .formatted("", "as", "/s", "p50 ms", "p99 ms", "max ms", "limit", "");
    }

    boolean holds() {
        return latencies.failures() == 0 && latencies.millis(0.99) <= of.limitMillis();
    }

    String line() {
        return "%-44s %-12s %6.0f %8.1f %8.1f %8.1f %8d %6s"
                .formatted(
                        of.name(),
                        of.who(),
                        of.perSecond(),
                        latencies.millis(0.50),
                        latencies.millis(0.99),
                        latencies.millis(1.0),
                        of.limitMillis(),
                        latencies.failures() > 0 ? latencies.failures() + " failed" : holds() ? "" : "over");
    }
}
