package io.roomcast.api.statistics;

import io.roomcast.api.access.Caller;
import io.roomcast.api.export.ExportRequest;
import io.roomcast.api.export.ExportSource;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.statistics.StatisticsResponse.Row;
import io.roomcast.model.time.DatabaseClock;
import java.util.Comparator;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What runs came to as a file, by the keys of its rows: for each piece it is added up anew. */
@Component
@RequiredArgsConstructor
class StatisticsExport implements ExportSource {
    /** Of numbers: 9 before 10. */
    private static final Comparator<String> BY_SIZE =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private final Statistics statistics;
    private final DatabaseClock clock;

    @Override
    public String kind() {
        return "statistics";
    }

    @Override
    public List<String> header() {
        return StatisticsCells.HEADER;
    }

    @Override
    public void check(ExportRequest request, Checks checks) {
        request.checkPeriod(checks);
        checks.require(
                request.status() == null, "/status", "not_taken", "Statistics have a column of each; leave it out");
    }

    @Override
    public Mono<Piece> next(Caller caller, ExportRequest request, @Nullable String reached, int most) {
        return statistics
                .report(caller, StatisticsQuery.of(asked(request), clock.now()))
                .map(found -> found.rows().stream()
                        .filter(row -> reached == null || BY_SIZE.compare(row.key(), reached) > 0)
                        .sorted(Comparator.comparing(Row::key, BY_SIZE))
                        .limit(most)
                        .toList())
                .map(rows -> new Piece(
                        rows.stream().map(StatisticsCells::of).toList(),
                        rows.size() < most ? null : rows.get(most - 1).key()));
    }

    private static StatisticsParameters asked(ExportRequest request) {
        return new StatisticsParameters(
                request.from(),
                request.until(),
                request.timeZone(),
                request.groupBy(),
                request.organizationId(),
                request.roomId(),
                null);
    }
}
