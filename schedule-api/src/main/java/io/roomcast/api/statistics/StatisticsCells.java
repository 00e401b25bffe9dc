package io.roomcast.api.statistics;

import io.roomcast.api.statistics.StatisticsResponse.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of statistics for a spreadsheet. */
final class StatisticsCells {
    static final List<String> HEADER = List.of(
            "key",
            "name",
            "runs",
            "success",
            "partial",
            "failed",
            "unknown",
            "expired",
            "cancelled",
            "skipped",
            "confirmed",
            "parts",
            "success_rate",
            "mean_delay_ms",
            "mean_send_ms");

    private StatisticsCells() {}

    static List<@Nullable Object> of(Row row) {
        Figures figures = row.figures();
        return Arrays.asList(
                row.key(),
                row.name(),
                figures.runs(),
                figures.success(),
                figures.partial(),
                figures.failed(),
                figures.unknown(),
                figures.expired(),
                figures.cancelled(),
                figures.skipped(),
                figures.confirmed(),
                figures.parts(),
                figures.successRate(),
                figures.meanDelayMillis(),
                figures.meanSendMillis());
    }
}
