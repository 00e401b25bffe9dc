package io.roomcast.api.statistics;

import io.r2dbc.spi.Readable;
import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sums by what is asked for, each from the smallest table that has it: a whole subtree's hours, a room's days, or, for one
 * room, one phone and zones other than Seoul's, the rooms' hours.
 */
@Component
@RequiredArgsConstructor
class StatisticsGroups {
    private static final String SUMS = """
            COALESCE(SUM(s.runs), 0) AS runs, COALESCE(SUM(IF(s.status = 'success', s.runs, 0)), 0) AS success,
            COALESCE(SUM(IF(s.status = 'partial', s.runs, 0)), 0) AS partial, COALESCE(SUM(IF(s.status = 'failed', s.runs, 0)), 0) AS failed,
            COALESCE(SUM(IF(s.status = 'unknown', s.runs, 0)), 0) AS unknown, COALESCE(SUM(IF(s.status = 'expired', s.runs, 0)), 0) AS expired,
            COALESCE(SUM(IF(s.status = 'cancelled', s.runs, 0)), 0) AS cancelled,
            COALESCE(SUM(IF(s.status = 'skipped', s.runs, 0)), 0) AS skipped, COALESCE(SUM(s.confirmed), 0) AS confirmed,
            COALESCE(SUM(s.parts), 0) AS parts, COALESCE(SUM(s.started), 0) AS started, COALESCE(SUM(s.delay_ms), 0) AS delay_millis,
            COALESCE(SUM(s.send_ms), 0) AS send_millis
            """;

    /** The caller's own organisation, or the one asked for where it lies in their subtree. */
    private static final String SUBTREE = """
            FROM kb_organization g STRAIGHT_JOIN kb_stat_subtree s ON s.organization_id = g.id
            WHERE g.path LIKE :scope AND g.id = :root AND s.hour_at >= :from AND s.hour_at < :until\s""";

    private static final String DAYS_OF_FEW = """
            FROM kb_organization g STRAIGHT_JOIN kb_stat_day s FORCE INDEX (ix_stat_day_organization) ON s.organization_id = g.id
            WHERE g.path LIKE :scope AND s.day_on >= :first AND s.day_on <= :last\s""";

    private static final String DAYS_OF_MANY = """
            FROM kb_stat_day s FORCE INDEX (PRIMARY) STRAIGHT_JOIN kb_organization g ON g.id = s.organization_id
            WHERE g.path LIKE :scope AND s.day_on >= :first AND s.day_on <= :last\s""";

    private static final String DAYS_OF_A_PHONE = """
            FROM kb_stat_day s FORCE INDEX (ix_stat_day_bot) STRAIGHT_JOIN kb_organization g ON g.id = s.organization_id
            WHERE g.path LIKE :scope AND s.day_on >= :first AND s.day_on <= :last\s""";

    private static final String HOURS = """
            FROM kb_organization g JOIN kb_stat_hour s ON s.organization_id = g.id
            WHERE g.path LIKE :scope AND s.hour_at >= :from AND s.hour_at < :until\s""";

    private final DatabaseClient database;
    private final NewestIds subtrees;

    record Group(Name name, Sums sums) {
        private static Group of(Readable row) {
            return new Group(Rows.to(Name.class).apply(row), Rows.to(Sums.class).apply(row));
        }
    }

    /** What a group is of: an hour, or something with a key. */
    record Name(
            @Nullable String groupKey,
            @Nullable String groupName,
            @Nullable Instant atHour) {}

    /** Hours as they come; of anything else those with the most runs first. @param most of anything but hours */
    Mono<List<Group>> of(Caller caller, StatisticsQuery query, int most) {
        boolean ofHours = query.isOfHours();
        return source(caller, query, query.groupBy()).flatMap(source -> {
            Conditions conditions = conditions(query, source);
            String grouped = "SELECT " + key(query.groupBy()) + ", " + SUMS + source + conditions.sql()
                    + "GROUP BY " + (ofHours ? "s.hour_at" : "group_id") + " HAVING SUM(s.runs) > 0"
                    + (ofHours ? "" : " ORDER BY SUM(s.runs) DESC, group_id LIMIT :most");
            GenericExecuteSpec statement = bind(database.sql(named(grouped, query.groupBy())), caller, query, source);
            return conditions
                    .bind(ofHours ? statement : statement.bind("most", most))
                    .map(Group::of)
                    .all()
                    .collectList();
        });
    }

    Mono<Sums> total(Caller caller, StatisticsQuery query) {
        return source(caller, query, query.isNarrowed() ? query.groupBy() : GroupBy.DAY)
                .flatMap(source -> {
                    Conditions conditions = conditions(query, source);
                    String sql = "SELECT " + SUMS + source + conditions.sql();
                    return conditions
                            .bind(bind(database.sql(sql), caller, query, source))
                            .map(Rows.to(Sums.class))
                            .one();
                });
    }

    private Mono<String> source(Caller caller, StatisticsQuery query, GroupBy groupBy) {
        boolean ofSubtree = groupBy == GroupBy.DAY || groupBy == GroupBy.HOUR || groupBy == GroupBy.REASON;
        if (!query.isNarrowed() && ofSubtree) {
            return Mono.just(SUBTREE);
        }
        if (query.roomId() != null || groupBy == GroupBy.DAY || groupBy == GroupBy.HOUR || !query.isOfSeoul()) {
            return Mono.just(HOURS);
        }
        return query.botId() != null
                ? Mono.just(DAYS_OF_A_PHONE)
                : subtrees.isNarrow(caller).map(narrow -> narrow ? DAYS_OF_FEW : DAYS_OF_MANY);
    }

    private static Conditions conditions(StatisticsQuery query, String source) {
        Conditions conditions = new Conditions()
                .and("s.room_id = :room", "room", query.roomId())
                .and("s.bot_id = :bot", "bot", query.botId());
        return source.equals(SUBTREE)
                ? conditions
                : conditions.and(
                        "g.path LIKE CONCAT('%/', :organization, '/%')", "organization", query.organizationId());
    }

    private static GenericExecuteSpec bind(
            GenericExecuteSpec statement, Caller caller, StatisticsQuery query, String source) {
        GenericExecuteSpec scoped = statement.bind("scope", caller.scope());
        if (source.equals(SUBTREE)) {
            Long asked = query.organizationId();
            scoped = scoped.bind("root", asked == null ? caller.organizationId() : asked);
        }
        boolean ofDays = !source.equals(SUBTREE) && !source.equals(HOURS);
        return ofDays
                ? scoped.bind("first", query.period().from())
                        .bind("last", query.period().until())
                : scoped.bind("from", query.firstHour())
                        .bind("until", query.period().end());
    }

    private static String key(GroupBy groupBy) {
        return switch (groupBy) {
            case DAY, HOUR -> "NULL AS group_key, NULL AS group_name, s.hour_at AS at_hour";
            case ROOM -> "s.room_id AS group_id";
            case ORGANIZATION -> "g.id AS group_id";
            case BOT -> "s.bot_id AS group_id";
            case REASON -> "s.reason AS group_id";
        };
    }

    /** Names are looked up for what is shown alone. A room that has moved on keeps its new name to itself. */
    private static String named(String grouped, GroupBy groupBy) {
        return switch (groupBy) {
            case DAY, HOUR -> grouped;
            case REASON ->
                "SELECT t.*, t.group_id AS group_key, NULL AS group_name, NULL AS at_hour FROM (" + grouped
                        + ") t ORDER BY t.runs DESC, t.group_id";
            case ROOM -> named(grouped, "kb_room n", """
                     AND EXISTS (SELECT 1 FROM kb_organization h WHERE h.id = n.organization_id AND h.path LIKE :scope)""");
            case ORGANIZATION -> named(grouped, "kb_organization n", "");
            case BOT -> named(grouped, "kb_bot n", "");
        };
    }

    private static String named(String grouped, String table, String condition) {
        return "SELECT t.*, CAST(t.group_id AS CHAR) AS group_key, n.name AS group_name, NULL AS at_hour FROM ("
                + grouped + ") t LEFT JOIN " + table + " ON n.id = t.group_id " + condition
                + " ORDER BY t.runs DESC, t.group_id";
    }
}
