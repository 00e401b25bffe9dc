package io.roomcast.benchmark.trigger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.benchmark.BarChart;
import io.roomcast.benchmark.Medians;
import io.roomcast.benchmark.Results;
import io.roomcast.standalone.Http;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** @param rates schedules a second, of each round */
record TriggerReport(int schedules, int rounds, Map<Contestant, List<Double>> rates) {
    private static final double OF_DB_SCHEDULER = 3;
    private static final double OF_PLAIN = 0.4;

    boolean holds() {
        return median(TriggerCommand.ROOMCAST) >= OF_DB_SCHEDULER * median("db-scheduler")
                && median(TriggerCommand.ROOMCAST) >= OF_PLAIN * median("plain");
    }

    void write() {
        var medians = new LinkedHashMap<String, Double>();
        ObjectNode json = Http.JSON
                .createObjectNode()
                .put("benchmark", "trigger")
                .put("schedules", schedules)
                .put("processors", Runtime.getRuntime().availableProcessors());
        var contestants = json.putArray("contestants");
        rates.forEach((contestant, each) -> {
            medians.put(contestant.title(), median(contestant.name()));
            ObjectNode one = contestants
                    .addObject()
                    .put("name", contestant.name())
                    .put("title", contestant.title())
                    .put("schedules", contestant.schedules(schedules))
                    .put("medianPerSecond", Math.round(median(contestant.name())));
            each.forEach(rate -> one.withArray("perSecond").add(Math.round(rate)));
        });
        Results.write("trigger.md", table());
        Results.write("trigger.json", json);
        Results.write("trigger.svg", BarChart.of("Due schedules a second", medians));
    }

    String table() {
        var table = new StringBuilder(
                """
                # trigger: %,d recurring schedules due at one moment, %d rounds, %d processors

                | | a second (median) | lowest | highest | Roomcast is |
                |---|---|---|---|---|
                """.formatted(schedules, rounds, Runtime.getRuntime().availableProcessors()));
        rates.forEach((contestant, each) -> table.append("| %s | %,.0f | %,.0f | %,.0f | %s |%n"
                .formatted(
                        contestant.title(),
                        median(contestant.name()),
                        each.stream().mapToDouble(it -> it).min().orElse(Double.NaN),
                        each.stream().mapToDouble(it -> it).max().orElse(Double.NaN),
                        ratio(contestant))));
        return table.toString();
    }

    private String ratio(Contestant contestant) {
        double own = median(TriggerCommand.ROOMCAST);
        boolean comparable = !contestant.name().equals(TriggerCommand.ROOMCAST) && own > 0;
        return comparable ? "%.2f ×".formatted(own / median(contestant.name())) : "";
    }

    private double median(String name) {
        return rates.entrySet().stream()
                .filter(it -> it.getKey().name().equals(name))
                .map(it -> Medians.of(it.getValue()))
                .findFirst()
                .orElse(0.0);
    }
}
