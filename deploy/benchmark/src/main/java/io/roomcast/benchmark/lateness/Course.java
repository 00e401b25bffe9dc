package io.roomcast.benchmark.lateness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.benchmark.Medians;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How late everybody was under one kind of load, round by round. */
final class Course {
    private final String title;
    private final int schedules;
    private final Map<String, List<Quantiles>> measured = new LinkedHashMap<>();

    /** @param title what falls due, as a heading */
    Course(String title, int schedules) {
        this.title = title;
        this.schedules = schedules;
    }

    /** @param micros of each run, ascending. @throws IllegalStateException where some did not run */
    void add(String who, int round, List<Long> micros) {
        if (micros.size() < schedules) {
            throw new IllegalStateException(who + " ran " + micros.size() + " of " + schedules);
        }
        Quantiles quantiles = Quantiles.of(micros);
        System.out.printf("round %d  %-75s %s%n", round, who, quantiles);
        measured.computeIfAbsent(who, key -> new ArrayList<>()).add(quantiles);
    }

    double median(String who, Function<Quantiles, Double> part) {
        return Medians.of(
                measured.getOrDefault(who, List.of()).stream().map(part).toList());
    }

    /** Of all, in the order in which they were measured first. */
    Map<String, Double> medians(Function<Quantiles, Double> part) {
        var medians = new LinkedHashMap<String, Double>();
        measured.keySet().forEach(who -> medians.put(who, median(who, part)));
        return medians;
    }

    void writeTo(ObjectNode json) {
        var contestants = json.put("schedules", schedules).putArray("contestants");
        measured.forEach((who, each) -> {
            ObjectNode one = contestants.addObject().put("title", who);
            each.forEach(round -> one.withArray("rounds").addPOJO(round));
        });
    }

    String table() {
        var table = new StringBuilder(
                "## %s\n\n| medians, in ms | p50 | p95 | p99 | max |\n|---|---|---|---|---|\n".formatted(title));
        measured.keySet()
                .forEach(who -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                        who,
                        median(who, Quantiles::p50),
                        median(who, Quantiles::p95),
                        median(who, Quantiles::p99),
                        median(who, Quantiles::max))));
        return table.toString();
    }
}
