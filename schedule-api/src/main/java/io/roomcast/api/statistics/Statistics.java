package io.roomcast.api.statistics;

import io.roomcast.api.access.Caller;
import io.roomcast.api.statistics.StatisticsGroups.Group;
import io.roomcast.api.statistics.StatisticsResponse.Row;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the runs of the caller's subtree came to, in the period's own days and hours. */
@Component
@RequiredArgsConstructor
class Statistics {
    private static final int MOST_ROWS = 500;

    private final StatisticsGroups groups;
    private final GroupNames names;

    /** With the busiest rows only, where there are very many. */
    Mono<StatisticsResponse> ask(Caller caller, StatisticsQuery query) {
        return ask(caller, query, MOST_ROWS);
    }

    /** With every row. */
    Mono<StatisticsResponse> report(Caller caller, StatisticsQuery query) {
        return ask(caller, query, Integer.MAX_VALUE - 1);
    }

    private Mono<StatisticsResponse> ask(Caller caller, StatisticsQuery query, int mostRows) {
        return groups.of(caller, query, mostRows + 1)
                .zipWhen(found -> names.of(caller, query.groupBy(), found.groups()))
                .map(both -> {
                    List<Row> rows = rows(both.getT1().groups(), query, both.getT2());
                    return new StatisticsResponse(
                            query.period().from(),
                            query.period().until(),
                            query.period().zone().getId(),
                            query.groupBy().name().toLowerCase(Locale.ROOT),
                            both.getT1().total().toFigures(),
                            rows.subList(0, Math.min(rows.size(), mostRows)),
                            rows.size() <= mostRows);
                });
    }

    private static List<Row> rows(List<Group> groups, StatisticsQuery query, Map<String, String> names) {
        return switch (query.groupBy()) {
            case DAY -> byDay(groups, query);
            case HOUR -> byHour(groups, query);
            default ->
                groups.stream()
                        .map(group -> row(Objects.requireNonNull(group.key()), group, names))
                        .toList();
        };
    }

    private static Row row(String key, Group group, Map<String, String> names) {
        return new Row(key, names.get(key), group.sums().toFigures());
    }

    /** Every day of the period, those without a run, too. */
    private static List<Row> byDay(List<Group> groups, StatisticsQuery query) {
        var days = new TreeMap<LocalDate, Sums>();
        query.period().from().datesUntil(query.period().until().plusDays(1)).forEach(day -> days.put(day, Sums.NONE));
        groups.forEach(group -> days.merge(day(group, query), group.sums(), Sums::plus));
        return rows(days);
    }

    /** An hour that begins before the period and reaches into it is counted to its first day. */
    private static LocalDate day(Group group, StatisticsQuery query) {
        LocalDate day = local(group, query).toLocalDate();
        return day.isBefore(query.period().from()) ? query.period().from() : day;
    }

    /** Every hour of the day. */
    private static List<Row> byHour(List<Group> groups, StatisticsQuery query) {
        var hours = new TreeMap<Integer, Sums>();
        for (int hour = 0; hour < 24; hour++) {
            hours.put(hour, Sums.NONE);
        }
        groups.forEach(group -> hours.merge(local(group, query).getHour(), group.sums(), Sums::plus));
        return rows(hours);
    }

    private static List<Row> rows(Map<?, Sums> sums) {
        return sums.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey().toString(), null, entry.getValue().toFigures()))
                .toList();
    }

    private static ZonedDateTime local(Group group, StatisticsQuery query) {
        return Objects.requireNonNull(group.atHour()).atZone(query.period().zone());
    }
}
