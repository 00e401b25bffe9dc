package io.roomcast.benchmark.lateness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.benchmark.BarChart;
import io.roomcast.benchmark.Results;
import io.roomcast.standalone.Http;

record LatenessReport(int stored, int rounds, Course distinct, Course atOnce) {
    static final String ROOMCAST = "Roomcast: until the call leaves the dispatcher";
    static final String HANDED_OVER = "Roomcast, as shipped: until the broker has its event";
    static final String QUARTZ = "Quartz 2.5, clustered, batch 100: until the job begins";
    static final String DB_SCHEDULER = "db-scheduler 16.12, lock-and-fetch, looks every 100 ms: until the job begins";

    private static final double MOST_MILLIS = 2;
    private static final double MOST_MILLIS_AT_ONCE = 1_000;

    boolean holds() {
        double own = distinct.median(ROOMCAST, Quantiles::p99);
        return own <= MOST_MILLIS
                && own < distinct.median(QUARTZ, Quantiles::p99)
                && atOnce.median(HANDED_OVER, Quantiles::max) <= MOST_MILLIS_AT_ONCE;
    }

    void write() {
        ObjectNode json = Http.JSON
                .createObjectNode()
                .put("benchmark", "lateness")
                .put("stored", stored)
                .put("processors", Runtime.getRuntime().availableProcessors());
        distinct.writeTo(json.putObject("distinct"));
        atOnce.writeTo(json.putObject("atOnce"));
        Results.write("lateness.md", table());
        Results.write("lateness.json", json);
        Results.write("lateness.svg", BarChart.of("Lateness, 99th percentile, ms", distinct.medians(Quantiles::p99)));
    }

    String table() {
        return "# lateness: among %,d others, %d rounds, %d processors\n\n%s\n%s"
                .formatted(
                        stored, rounds, Runtime.getRuntime().availableProcessors(), distinct.table(), atOnce.table());
    }
}
