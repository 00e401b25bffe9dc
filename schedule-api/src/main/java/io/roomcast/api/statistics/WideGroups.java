package io.roomcast.api.statistics;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.NewestIds;
import io.roomcast.api.statistics.StatisticsGroups.Answer;
import io.roomcast.api.statistics.StatisticsGroups.Group;
import io.roomcast.model.sql.Conditions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rooms, organisations or phones of a wide subtree: those of all, as far as the caller sees their organisations now. */
@Component
@RequiredArgsConstructor
class WideGroups {
    private static final Comparator<Map.Entry<Long, Sums>> BUSIEST = Comparator.<Map.Entry<Long, Sums>>comparingLong(
                    entry -> -entry.getValue().runs())
            .thenComparing(Map.Entry::getKey);

    private final DatabaseClient database;
    private final SumsOfAll all;

    /** Where too many organisations are asked for to add them up for everyone who asks. */
    Mono<Boolean> isWanted(Caller caller, StatisticsQuery query) {
        return query.isNarrowed() || query.groupBy().isOfSubtree()
                ? Mono.just(false)
                : organizations(caller, query, " LIMIT " + (NewestIds.FEW + 1))
                        .map(some -> some.size() > NewestIds.FEW);
    }

    /** Those with the most runs first, and the sum of all. */
    Mono<Answer> of(Caller caller, StatisticsQuery query, int most) {
        return Mono.zip(all.of(query.period()), organizations(caller, query, ""))
                .map(both -> answer(both.getT1(), both.getT2(), query.groupBy(), most));
    }

    private Mono<Set<Long>> organizations(Caller caller, StatisticsQuery query, String limit) {
        Conditions conditions = new Conditions()
                .and("path LIKE CONCAT('%/', :organization, '/%')", "organization", query.organizationId());
        return conditions
                .bind(database.sql("SELECT id FROM kb_organization WHERE path LIKE :scope " + conditions.sql() + limit)
                        .bind("scope", caller.scope()))
                .map(row -> row.get("id", Long.class))
                .all()
                .collect(Collectors.toSet());
    }

    private static Answer answer(List<RoomSums> rooms, Set<Long> organizations, GroupBy groupBy, int most) {
        Map<Long, Sums> groups = new HashMap<>();
        rooms.stream()
                .filter(room -> organizations.contains(room.organizationId()))
                .forEach(room -> groups.merge(room.key(groupBy), room.sums(), Sums::plus));
        List<Group> busiest = groups.entrySet().stream()
                .filter(group -> group.getValue().runs() > 0)
                .sorted(BUSIEST)
                .limit(most)
                .map(group -> new Group(group.getKey().toString(), null, group.getValue()))
                .toList();
        return new Answer(busiest, groups.values().stream().reduce(Sums.NONE, Sums::plus));
    }
}
