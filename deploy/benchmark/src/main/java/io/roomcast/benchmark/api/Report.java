package io.roomcast.benchmark.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.roomcast.benchmark.Results;
import io.roomcast.standalone.Http;
import java.util.List;

/** The figures of one run, as JSON for programs and as a table for people, beside those of other benchmarks. */
record Report(String name, int schedules, int logs, List<Result> results) {
    void write() {
        ObjectNode report = Http.JSON
                .createObjectNode()
                .put("benchmark", name)
                .put("schedules", schedules)
                .put("endedRuns", logs)
                .put("processors", Runtime.getRuntime().availableProcessors());
        var cases = report.putArray("cases");
        for (Result result : results) {
            cases.addObject()
                    .put("name", result.of().name())
                    .put("as", result.of().who())
                    .put("perSecond", result.of().perSecond())
                    .put("p50Millis", rounded(result, 0.50))
                    .put("p99Millis", rounded(result, 0.99))
                    .put("maxMillis", rounded(result, 1.0))
                    .put("limitMillis", result.of().limitMillis())
                    .put("failures", result.latencies().failures());
        }
        Results.write(name + ".md", table());
        Results.write(name + ".json", report);
    }

    private String table() {
        var table = new StringBuilder(
                """
                # %s: %,d schedules, %,d ended runs, %d processors

                | asked | as | a second | p50 ms | p99 ms | longest ms | limit of p99 |
                |---|---|---|---|---|---|---|
                """.formatted(name, schedules, logs, Runtime.getRuntime().availableProcessors()));
        for (Result result : results) {
            table.append("| %s | %s | %.0f | %s | %s%s | %s | %d |%n"
                    .formatted(
                            result.of().name(),
                            result.of().who(),
                            result.of().perSecond(),
                            rounded(result, 0.50),
                            rounded(result, 0.99),
                            result.holds() ? "" : " **over**",
                            rounded(result, 1.0),
                            result.of().limitMillis()));
        }
        return table.toString();
    }

    private static double rounded(Result result, double quantile) {
        return Math.round(result.latencies().millis(quantile) * 10) / 10.0;
    }
}
