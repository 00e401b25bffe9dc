package io.roomcast.api.statistics;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param from first date @param until last date, both in {@code timeZone} @param rows the busiest 500
 * @param complete false when there are more: the report has them all */
record StatisticsResponse(
        LocalDate from,
        LocalDate until,
        String timeZone,
        String groupBy,
        Figures total,
        List<Row> rows,
        boolean complete) {
    /** @param key date, hour, id or code @param name of what the id stands for */
    record Row(String key, @Nullable String name, Figures figures) {}
}
