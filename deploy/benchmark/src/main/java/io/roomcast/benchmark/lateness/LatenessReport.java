package io.roomcast.benchmark.lateness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.benchmark.BarChart;
import io.roomcast.benchmark.Medians;
import io.roomcast.benchmark.Results;
import io.roomcast.standalone.Http;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** @param measured of each round, by who it was */
record LatenessReport(int schedules, int stored, int rounds, Map<String, List<Quantiles>> measured) {
    static final String QUARTZ = "Quartz 2.5, clustered, batch 100: until the job begins";

    private static final double MOST_MILLIS = 2;

    boolean holds() {
        double own = median(LatenessCommand.ROOMCAST, Quantiles::p99);
        return own <= MOST_MILLIS && own < median(QUARTZ, Quantiles::p99);
    }

    void write() {
        ObjectNode json = Http.JSON
                .createObjectNode()
                .put("benchmark", "lateness")
                .put("schedules", schedules)
                .put("stored", stored)
                .put("processors", Runtime.getRuntime().availableProcessors());
        var contestants = json.putArray("contestants");
        var bars = new LinkedHashMap<String, Double>();
        measured.forEach((title, each) -> {
            bars.put(title, median(title, Quantiles::p99));
            ObjectNode one = contestants.addObject().put("title", title);
            each.forEach(round -> one.withArray("rounds").addPOJO(round));
        });
        Results.write("lateness.md", table());
        Results.write("lateness.json", json);
        Results.write("lateness.svg", BarChart.of("Lateness, 99th percentile, ms", bars));
    }

    String table() {
        var table = new StringBuilder(
                """
                # lateness: %,d schedules due over a minute among %,d others, %d rounds, %d processors

                | medians, in ms | p50 | p95 | p99 | max |
                |---|---|---|---|---|
                """.formatted(schedules, stored, rounds, Runtime.getRuntime().availableProcessors()));
        measured.keySet()
                .forEach(title -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                        title,
                        median(title, Quantiles::p50),
                        median(title, Quantiles::p95),
                        median(title, Quantiles::p99),
                        median(title, Quantiles::max))));
        return table.toString();
    }

    private double median(String title, Function<Quantiles, Double> part) {
        return Medians.of(
                measured.getOrDefault(title, List.of()).stream().map(part).toList());
    }
}
