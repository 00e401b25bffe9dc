package io.roomcast.benchmark.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.benchmark.BarChart;
import io.roomcast.benchmark.Medians;
import io.roomcast.benchmark.Results;
import io.roomcast.standalone.Http;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** @param rates runs a second of each round, by how long a phone takes for a call in ms, and by who it was */
record EndToEndReport(
        int rooms, int phones, int dispatchers, int rounds, Map<Integer, Map<String, List<Double>>> rates) {
    static final String DB_SCHEDULER = "db-scheduler 16.12, lock-and-fetch, 50 threads";

    static final String PLAIN = "Plain path (claim, record, call, rows in batches; no guarantees)";

    private static final double OF_DB_SCHEDULER = 2;
    private static final double OF_PLAIN = 0.6;

    boolean holds() {
        return rates.values().stream()
                .allMatch(each -> isReached(each, OF_DB_SCHEDULER, DB_SCHEDULER) && isReached(each, OF_PLAIN, PLAIN));
    }

    private static boolean isReached(Map<String, List<Double>> each, double times, String peer) {
        return Medians.of(each.get(EndToEndCommand.ROOMCAST)) >= times * Medians.of(each.get(peer));
    }

    void write() {
        ObjectNode json = Http.JSON
                .createObjectNode()
                .put("benchmark", "end-to-end")
                .put("rooms", rooms)
                .put("phones", phones)
                .put("dispatchers", dispatchers)
                .put("processors", Runtime.getRuntime().availableProcessors())
                .putPOJO("perSecondByDelayMillis", rates);
        var bars = new LinkedHashMap<String, Double>();
        rates.forEach(
                (delay, each) -> each.forEach((title, some) -> bars.put(delay + " ms: " + title, Medians.of(some))));
        Results.write("end-to-end.md", table());
        Results.write("end-to-end.json", json);
        Results.write("end-to-end.svg", BarChart.of("Messages called out and on record, a second", bars));
    }

    String table() {
        var table = new StringBuilder("""
                # end-to-end: %,d schedules due at one moment, %d phones, %d of our dispatchers, %d rounds, %d processors

                | a phone takes | | a second (median) | all rounds | Roomcast is |
                |---|---|---|---|---|
                """.formatted(
                        rooms, phones, dispatchers, rounds, Runtime.getRuntime().availableProcessors()));
        rates.forEach((delay, each) -> each.forEach((title, some) -> table.append(String.format(
                Locale.ROOT,
                "| %d ms | %s | %,.0f | %s | %s |%n",
                delay,
                title,
                Medians.of(some),
                Medians.listed(some, "%,.0f"),
                title.equals(EndToEndCommand.ROOMCAST)
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%.2f ×",
                                Medians.of(each.get(EndToEndCommand.ROOMCAST)) / Medians.of(some))))));
        return table.toString();
    }
}
