package io.roomcast.api.statistics;

import io.roomcast.api.access.Caller;
import io.roomcast.api.statistics.StatisticsResponse.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sums of kb_stat_hour over the caller's subtree. */
@Component
@RequiredArgsConstructor
class Statistics {
    private static final int MOST_ROWS = 500;

    private static final String SUMS = """
            SUM(s.runs) AS runs, SUM(IF(s.status = 'success', s.runs, 0)) AS success,
            SUM(IF(s.status = 'partial', s.runs, 0)) AS partial, SUM(IF(s.status = 'failed', s.runs, 0)) AS failed,
            SUM(IF(s.status = 'unknown', s.runs, 0)) AS unknown, SUM(IF(s.status = 'expired', s.runs, 0)) AS expired,
            SUM(IF(s.status = 'cancelled', s.runs, 0)) AS cancelled, SUM(IF(s.status = 'skipped', s.runs, 0)) AS skipped,
            SUM(s.confirmed) AS confirmed, SUM(s.parts) AS parts, SUM(s.started) AS started, SUM(s.delay_ms) AS delay_millis,
            SUM(s.send_ms) AS send_millis
            """;

    private final DatabaseClient database;

    private record Group(
            @Nullable String groupKey,
            @Nullable String groupName,
            @Nullable Instant atHour,
            long runs,
            long success,
            long partial,
            long failed,
            long unknown,
            long expired,
            long cancelled,
            long skipped,
            long confirmed,
            long parts,
            long started,
            long delayMillis,
            long sendMillis) {
        Sums sums() {
            return new Sums(
                    runs,
                    success,
                    partial,
                    failed,
                    unknown,
                    expired,
                    cancelled,
                    skipped,
                    confirmed,
                    parts,
                    started,
                    delayMillis,
                    sendMillis);
        }
    }

    /** With the busiest rows only, where there are very many. */
    Mono<StatisticsResponse> ask(Caller caller, StatisticsQuery query) {
        return ask(caller, query, MOST_ROWS);
    }

    /** With every row. */
    Mono<StatisticsResponse> report(Caller caller, StatisticsQuery query) {
        return ask(caller, query, Integer.MAX_VALUE);
    }

    private Mono<StatisticsResponse> ask(Caller caller, StatisticsQuery query, int mostRows) {
        return groups(caller, query).map(groups -> {
            List<Row> rows = rows(groups, query);
            Sums total = groups.stream().map(Group::sums).reduce(Sums.NONE, Sums::plus);
            return new StatisticsResponse(
                    query.period().from(),
                    query.period().until(),
                    query.period().zone().getId(),
                    query.groupBy().name().toLowerCase(java.util.Locale.ROOT),
                    total.toFigures(),
                    rows.subList(0, Math.min(rows.size(), mostRows)),
                    rows.size() <= mostRows);
        });
    }

    private static List<Row> rows(List<Group> groups, StatisticsQuery query) {
        return switch (query.groupBy()) {
            case DAY -> byDay(groups, query);
            case HOUR -> byHour(groups, query);
            default ->
                groups.stream()
                        .sorted(Comparator.comparingLong(Group::runs).reversed())
                        .map(group -> new Row(
                                java.util.Objects.requireNonNullElse(group.groupKey(), ""),
                                group.groupName(),
                                group.sums().toFigures()))
                        .toList();
        };
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
        return java.util.Objects.requireNonNull(group.atHour())
                .atZone(query.period().zone());
    }

    private Mono<List<Group>> groups(Caller caller, StatisticsQuery query) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "scope",
                caller.scope(),
                "from",
                query.firstHour(),
                "until",
                query.period().end()));
        var where = new StringBuilder("WHERE g.path LIKE :scope AND s.hour_at >= :from AND s.hour_at < :until");
        narrow(
                where,
                values,
                " AND g.path LIKE CONCAT('%/', :organization, '/%')",
                "organization",
                query.organizationId());
        narrow(where, values, " AND s.room_id = :room", "room", query.roomId());
        narrow(where, values, " AND s.bot_id = :bot", "bot", query.botId());
        return database.sql("SELECT " + key(query.groupBy()) + ", " + SUMS
                        + "FROM kb_organization g JOIN kb_stat_hour s ON s.organization_id = g.id "
                        + join(query.groupBy()) + where + " GROUP BY group_key, group_name, at_hour")
                .bindValues(values)
                .mapProperties(Group.class)
                .all()
                .collectList();
    }

    private static void narrow(
            StringBuilder where, Map<String, Object> values, String condition, String name, @Nullable Long id) {
        if (id != null) {
            where.append(condition);
            values.put(name, id);
        }
    }

    private static String key(GroupBy groupBy) {
        return switch (groupBy) {
            case DAY, HOUR -> "NULL AS group_key, NULL AS group_name, s.hour_at AS at_hour";
            case ROOM -> "CAST(s.room_id AS CHAR) AS group_key, r.name AS group_name, NULL AS at_hour";
            case ORGANIZATION -> "CAST(g.id AS CHAR) AS group_key, g.name AS group_name, NULL AS at_hour";
            case BOT -> "CAST(s.bot_id AS CHAR) AS group_key, b.name AS group_name, NULL AS at_hour";
            case REASON -> "s.reason AS group_key, NULL AS group_name, NULL AS at_hour";
        };
    }

    private static String join(GroupBy groupBy) {
        return switch (groupBy) {
            case ROOM -> """
                    LEFT JOIN kb_room r ON r.id = s.room_id AND EXISTS
                         (SELECT 1 FROM kb_organization h WHERE h.id = r.organization_id AND h.path LIKE :scope)\s""";
            case BOT -> "LEFT JOIN kb_bot b ON b.id = s.bot_id ";
            default -> "";
        };
    }
}
