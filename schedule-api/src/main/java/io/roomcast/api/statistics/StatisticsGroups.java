package io.roomcast.api.statistics;

import io.r2dbc.spi.Readable;
import io.roomcast.api.access.Caller;
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
 * room, one phone and zones other than Seoul's, the rooms' hours; of a wide subtree from {@link SumsOfAll}.
 */
@Component
@RequiredArgsConstructor
class StatisticsGroups {
    /** The caller's own organisation, or the one asked for where it lies in their subtree. */
    private static final String SUBTREE = """
            FROM kb_organization g STRAIGHT_JOIN kb_stat_subtree s ON s.organization_id = g.id
            WHERE g.path LIKE :scope AND g.id = :root AND s.hour_at >= :from AND s.hour_at < :until\s""";

    private static final String DAYS_OF_FEW = """
            FROM kb_organization g STRAIGHT_JOIN kb_stat_day s FORCE INDEX (ix_stat_day_organization) ON s.organization_id = g.id
            WHERE g.path LIKE :scope AND s.day_on >= :first AND s.day_on <= :last\s""";

    private static final String DAYS_OF_A_PHONE = """
            FROM kb_stat_day s FORCE INDEX (ix_stat_day_bot) STRAIGHT_JOIN kb_organization g ON g.id = s.organization_id
            WHERE g.path LIKE :scope AND s.day_on >= :first AND s.day_on <= :last\s""";

    private static final String HOURS = """
            FROM kb_organization g JOIN kb_stat_hour s ON s.organization_id = g.id
            WHERE g.path LIKE :scope AND s.hour_at >= :from AND s.hour_at < :until\s""";

    private final DatabaseClient database;
    private final WideGroups wide;

    /** Of an hour, or of something with a key. */
    record Group(@Nullable String key, @Nullable Instant atHour, Sums sums) {
        private static Group ofHour(Readable row) {
            return new Group(
                    null,
                    row.get("group_key", Instant.class),
                    Rows.to(Sums.class).apply(row));
        }

        private static Group ofKey(Readable row) {
            return new Group(
                    row.get("group_key", String.class),
                    null,
                    Rows.to(Sums.class).apply(row));
        }
    }

    /**
     * The groups, and what all of them come to.
     *
     * @param groups hours as they come; of anything else those with the most runs first
     */
    record Answer(List<Group> groups, Sums total) {}

    /** @param most of anything but hours */
    Mono<Answer> of(Caller caller, StatisticsQuery query, int most) {
        return wide.isWanted(caller, query)
                .flatMap(isWide -> isWide ? wide.of(caller, query, most) : exact(caller, query, most));
    }

    private Mono<Answer> exact(Caller caller, StatisticsQuery query, int most) {
        return grouped(caller, query, most)
                .zipWhen(found -> query.isOfHours() ? Mono.just(sum(found)) : total(caller, query))
                .map(both -> new Answer(both.getT1(), both.getT2()));
    }

    private static Sums sum(List<Group> found) {
        return found.stream().map(Group::sums).reduce(Sums.NONE, Sums::plus);
    }

    private Mono<List<Group>> grouped(Caller caller, StatisticsQuery query, int most) {
        boolean ofHours = query.isOfHours();
        String source = source(query, query.groupBy());
        Conditions conditions = conditions(query, source);
        String grouped = "SELECT " + key(query.groupBy()) + ", " + Sums.COLUMNS + source + conditions.sql()
                + "GROUP BY group_id HAVING SUM(s.runs) > 0"
                + (ofHours ? "" : " ORDER BY SUM(s.runs) DESC, group_id LIMIT :most");
        GenericExecuteSpec statement = bind(database.sql(grouped), caller, query, source);
        return conditions
                .bind(ofHours ? statement : statement.bind("most", most))
                .map(ofHours ? Group::ofHour : Group::ofKey)
                .all()
                .collectList();
    }

    private Mono<Sums> total(Caller caller, StatisticsQuery query) {
        String source = source(query, query.isNarrowed() ? query.groupBy() : GroupBy.DAY);
        Conditions conditions = conditions(query, source);
        String sql = "SELECT " + Sums.COLUMNS + source + conditions.sql();
        return conditions
                .bind(bind(database.sql(sql), caller, query, source))
                .map(Rows.to(Sums.class))
                .one();
    }

    private static String source(StatisticsQuery query, GroupBy groupBy) {
        if (!query.isNarrowed() && groupBy.isOfSubtree()) {
            return SUBTREE;
        }
        if (query.roomId() != null || query.isOfHours() || !query.isOfSeoul()) {
            return HOURS;
        }
        return query.botId() != null ? DAYS_OF_A_PHONE : DAYS_OF_FEW;
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
            case DAY, HOUR -> "s.hour_at AS group_id, s.hour_at AS group_key";
            case ROOM -> "s.room_id AS group_id, CAST(s.room_id AS CHAR) AS group_key";
            case ORGANIZATION -> "g.id AS group_id, CAST(g.id AS CHAR) AS group_key";
            case BOT -> "s.bot_id AS group_id, CAST(s.bot_id AS CHAR) AS group_key";
            case REASON -> "s.reason AS group_id, s.reason AS group_key";
        };
    }
}
