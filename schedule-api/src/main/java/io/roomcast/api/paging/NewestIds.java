package io.roomcast.api.paging;

import io.roomcast.api.access.Caller;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ids of a table's rows in the caller's subtree, newest first, in a time that depends neither on the size of the table nor on
 * that of the subtree: no list is sorted, and none is walked to its end in one request.
 *
 * <p>A subtree of a few organisations: the newest of each, from its own index, are merged. A wide one, or, where conditions are
 * given, one of a few with very many rows: the table is walked down from its newest row, where many rows belong to it, until the
 * page is full. Where few rows pass the conditions that would take long, so it ends when its patience does, and says how far it
 * came.
 */
@Component
@RequiredArgsConstructor
public class NewestIds {
    /** Of a list that somebody looks at. */
    public static final Duration PATIENCE = Duration.ofMillis(40);

    /** Each is looked up once a page; more of them make up a good part of the table. */
    public static final int FEW = 64;

    /** Rows looked at in one statement. */
    public static final int WINDOW = 10_000;

    /** Of a few organisations so many are looked at one by one, and no more. */
    public static final int MANY = 20_000;

    /** Descending in an index that ends with the id: nothing is sorted. */
    static final String NEWEST_OF_ONE = """
            (SELECT %1$s.id FROM %2$s %1$s FORCE INDEX (%3$s)
             WHERE %1$s.organization_id = :organization%5$d AND %1$s.id < :before %4$sORDER BY %1$s.id DESC LIMIT :rows)""";

    /** In the order of the primary key: nothing is sorted. */
    static final String WINDOW_OF_ALL = """
            SELECT %1$s.id FROM %2$s %1$s FORCE INDEX (PRIMARY) STRAIGHT_JOIN kb_organization g ON g.id = %1$s.organization_id
            WHERE %1$s.id < :before AND %1$s.id >= :floor AND g.path LIKE :scope %3$sORDER BY %1$s.id DESC LIMIT :rows""";

    private final DatabaseClient database;

    /**
     * Of which table. Every value stands in SQL as it is: constants only, never from outside.
     *
     * @param alias as the conditions name it
     * @param organizationIndex begins with organization_id and ends with the id
     * @param always what holds of nearly every row and is asked of each, as {@code "AND s.deleted_at IS NULL "}; may be empty
     */
    public record Table(String name, String alias, String organizationIndex, String always) {
        private String and(Conditions conditions) {
            return always + conditions.sql();
        }
    }

    /**
     * @param ids one more than the page holds where there is a next one
     * @param reached rows with smaller ids have not been looked at; null where all have, or the page is full
     */
    public record Found(List<Long> ids, @Nullable Long reached) {
        /** Where the next page goes on; null where there is none. */
        @Nullable
        Long next(PageRequest page) {
            return ids.size() > page.limit() ? ids.get(page.limit() - 1) : reached;
        }
    }

    private record Bounds(long oldest, long newest) {}

    /** @param organizationId this one alone, as far as it lies in the subtree; null: all of it */
    public Mono<Found> find(
            Table table,
            Caller caller,
            Conditions conditions,
            @Nullable Long organizationId,
            PageRequest page,
            Duration patience) {
        return organizations(caller, organizationId).flatMap(few -> {
            if (few.isEmpty()) {
                return Mono.just(new Found(List.of(), null));
            }
            Mono<Boolean> isWide = few.size() > FEW
                    ? Mono.just(true)
                    : conditions.sql().isEmpty() ? Mono.just(false) : haveMany(table, few, page);
            return isWide.flatMap(wide -> wide
                    ? walk(
                            table,
                            caller,
                            conditions.and(
                                    table.alias() + ".organization_id = :only_organization",
                                    "only_organization",
                                    organizationId),
                            page,
                            patience)
                    : merge(table, few, conditions, page).map(ids -> new Found(ids, null)));
        });
    }

    /** More rows than can be looked at one by one: of a few organisations, too, few of them may pass the conditions. */
    private Mono<Boolean> haveMany(Table table, List<Long> organizations, PageRequest page) {
        return database.sql(
                        "SELECT COUNT(*) AS found FROM (SELECT 1 FROM %s FORCE INDEX (%s) WHERE organization_id IN (:organizations) AND id < :before LIMIT %d) some"
                                .formatted(table.name(), table.organizationIndex(), MANY + 1))
                .bind("organizations", organizations)
                .bind("before", page.before())
                .map(row -> row.get("found", Long.class))
                .one()
                .map(found -> found > MANY);
    }

    /** Those that an index finds at once, by what they belong to: a room, a schedule. @param index of that column */
    public Mono<Found> findBy(Table table, String index, Caller caller, Conditions conditions, PageRequest page) {
        return ids(
                        conditions,
                        page,
                        """
                        SELECT %1$s.id FROM %2$s %1$s FORCE INDEX (%3$s) STRAIGHT_JOIN kb_organization g ON g.id = %1$s.organization_id
                        WHERE g.path LIKE :scope AND %1$s.id < :before %4$sORDER BY %1$s.id DESC LIMIT :rows""".formatted(table.alias(), table.name(), index, table.and(conditions)),
                        statement -> statement.bind("scope", caller.scope()))
                .map(ids -> new Found(ids, null));
    }

    /** Whether the caller's subtree is a few organisations: then their own index finds more than an order of all rows. */
    public Mono<Boolean> isNarrow(Caller caller) {
        return organizations(caller, null).map(some -> some.size() <= FEW);
    }

    /** Those of the caller's subtree; none where they are many. */
    public Mono<List<Long>> few(Caller caller) {
        return organizations(caller, null).map(some -> some.size() <= FEW ? some : List.of());
    }

    /** One more than few where there are more. */
    private Mono<List<Long>> organizations(Caller caller, @Nullable Long only) {
        Conditions conditions = new Conditions().and("id = :only", "only", only);
        return conditions
                .bind(database.sql("SELECT id FROM kb_organization WHERE path LIKE :scope " + conditions.sql()
                                + "ORDER BY path LIMIT " + (FEW + 1))
                        .bind("scope", caller.scope()))
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }

    private Mono<List<Long>> merge(Table table, List<Long> organizations, Conditions conditions, PageRequest page) {
        String all = IntStream.range(0, organizations.size())
                .mapToObj(i -> NEWEST_OF_ONE.formatted(
                        table.alias(), table.name(), table.organizationIndex(), table.and(conditions), i))
                .collect(Collectors.joining("\nUNION ALL\n"));
        return ids(conditions, page, all + "\nORDER BY id DESC LIMIT :rows", statement -> {
            GenericExecuteSpec bound = statement;
            for (int i = 0; i < organizations.size(); i++) {
                bound = bound.bind("organization" + i, organizations.get(i));
            }
            return bound;
        });
    }

    private Mono<Found> walk(Table table, Caller caller, Conditions conditions, PageRequest page, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        return bounds(table)
                .flatMap(bounds -> walk(
                        table,
                        caller,
                        conditions,
                        new PageRequest(Math.min(page.before(), bounds.newest() + 1), page.limit()),
                        bounds.oldest(),
                        deadline));
    }

    private Mono<Found> walk(
            Table table, Caller caller, Conditions conditions, PageRequest page, long oldest, long deadline) {
        long floor = page.before() - WINDOW;
        long began = System.nanoTime();
        return window(table, caller, conditions, page, floor).flatMap(ids -> {
            long now = System.nanoTime();
            if (ids.size() >= page.rows() || floor <= oldest) {
                return Mono.just(new Found(ids, null));
            }
            // The next one would take as long.
            if (now + (now - began) > deadline) {
                return Mono.just(new Found(ids, floor));
            }
            var rest = new PageRequest(floor, page.limit() - ids.size());
            return walk(table, caller, conditions, rest, oldest, deadline).map(more -> {
                var both = new ArrayList<>(ids);
                both.addAll(more.ids());
                return new Found(both, more.reached());
            });
        });
    }

    private Mono<List<Long>> window(Table table, Caller caller, Conditions conditions, PageRequest page, long floor) {
        return ids(
                conditions,
                page,
                WINDOW_OF_ALL.formatted(table.alias(), table.name(), table.and(conditions)),
                statement -> statement.bind("floor", floor).bind("scope", caller.scope()));
    }

    private Mono<Bounds> bounds(Table table) {
        return database.sql(
                        "SELECT COALESCE(MIN(id), 0) AS oldest, COALESCE(MAX(id), 0) AS newest FROM " + table.name())
                .map(Rows.to(Bounds.class))
                .one();
    }

    private interface Binds {
        GenericExecuteSpec on(GenericExecuteSpec statement);
    }

    private Mono<List<Long>> ids(Conditions conditions, PageRequest page, String sql, Binds binds) {
        return conditions
                .bind(binds.on(database.sql(sql).bind("before", page.before()).bind("rows", page.rows())))
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }
}
