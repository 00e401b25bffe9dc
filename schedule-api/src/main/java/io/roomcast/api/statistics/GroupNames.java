package io.roomcast.api.statistics;

import io.roomcast.api.access.Caller;
import io.roomcast.api.statistics.StatisticsGroups.Group;
import io.roomcast.model.sql.Rows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the rooms, organisations and phones of statistics are called. */
@Component
@RequiredArgsConstructor
class GroupNames {
    private static final int AT_ONCE = 1_000;

    /** A room that has moved on keeps its new name to itself. */
    private static final String ROOMS = """
            SELECT r.id, r.name FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id
            WHERE g.path LIKE :scope AND r.id IN (:ids)""";

    /** As far as the caller's statistics have them. */
    private static final String ORGANIZATIONS =
            "SELECT id, name FROM kb_organization WHERE path LIKE :scope AND id IN (:ids)";

    /** Whoever sent over a phone knows it, whose it is. */
    private static final String PHONES = "SELECT id, name FROM kb_bot WHERE id IN (:ids)";

    private final DatabaseClient database;

    private record Named(long id, String name) {}

    /** By the groups' keys; days, hours and reasons are called by those themselves. */
    Mono<Map<String, String>> of(Caller caller, GroupBy groupBy, List<Group> groups) {
        return switch (groupBy) {
            case DAY, HOUR, REASON -> Mono.just(Map.of());
            case ROOM -> names(database.sql(ROOMS).bind("scope", caller.scope()), groups);
            case ORGANIZATION -> names(database.sql(ORGANIZATIONS).bind("scope", caller.scope()), groups);
            case BOT -> names(database.sql(PHONES), groups);
        };
    }

    private static Mono<Map<String, String>> names(GenericExecuteSpec statement, List<Group> groups) {
        return Flux.fromIterable(groups)
                .map(group -> Long.valueOf(Objects.requireNonNull(group.key())))
                .buffer(AT_ONCE)
                .concatMap(ids ->
                        statement.bind("ids", ids).map(Rows.to(Named.class)).all())
                .collectMap(named -> Long.toString(named.id()), Named::name);
    }
}
