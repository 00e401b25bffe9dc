package io.roomcast.api.broadcast;

import static io.roomcast.api.broadcast.BroadcastTarget.orEmpty;

import io.roomcast.api.access.Caller;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.sql.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the rooms that a target means, among the active ones at or below an organisation that the caller sees. */
@Component
@RequiredArgsConstructor
class BroadcastTargets {
    private static final String ROOMS = """
            SELECT r.id, r.name, r.bot_id, b.name AS bot_name
            FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id JOIN kb_bot b ON b.id = r.bot_id
            WHERE g.path LIKE :scope AND g.path LIKE CONCAT(:path, '%') AND r.status = 'active' AND (""";

    private final DatabaseClient database;

    record Target(long id, String name, long botId, String botName) {}

    /**
     * @param path of the organisation on whose behalf it is sent
     * @throws ProblemException INVALID where the target names something unknown, or means no room or too many
     */
    Mono<List<Target>> rooms(Caller caller, String path, BroadcastTarget target) {
        Checks.none()
                .require(!target.isEmpty(), "/target", "required", "Choose organisations, phones, tags or rooms")
                .throwIfAny();
        return requireKnown(
                        "/target/organizationIds",
                        target.organizationIds(),
                        "SELECT id FROM kb_organization WHERE id IN (:ids) AND path LIKE :scope",
                        caller)
                .then(Mono.defer(() -> requireKnown("/target/botIds", target.botIds(), """
                        SELECT DISTINCT r.bot_id AS id FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id
                        WHERE r.bot_id IN (:ids) AND g.path LIKE :scope""", caller)))
                .then(Mono.defer(() -> find(caller, path, target)))
                .doOnNext(found -> requireNamed(target, found))
                .doOnNext(BroadcastTargets::requireFew);
    }

    private Mono<Void> requireKnown(String pointer, @Nullable List<Long> ids, String sql, Caller caller) {
        if (orEmpty(ids).isEmpty()) {
            return Mono.empty();
        }
        return database.sql(sql)
                .bind("ids", orEmpty(ids))
                .bind("scope", caller.scope())
                .map(row -> row.get("id", Long.class))
                .all()
                .collect(Collectors.toSet())
                .doOnNext(known -> requireAll(pointer, orEmpty(ids), known))
                .then();
    }

    private static void requireAll(String pointer, List<Long> ids, Set<Long> known) {
        Checks checks = Checks.none();
        for (int i = 0; i < ids.size(); i++) {
            checks.require(known.contains(ids.get(i)), pointer + "/" + i, "unknown", "Nothing of yours has this id");
        }
        checks.throwIfAny();
    }

    private Mono<List<Target>> find(Caller caller, String path, BroadcastTarget target) {
        Map<String, Object> values = new HashMap<>(Map.of("scope", caller.scope(), "path", path));
        String sql = ROOMS + String.join(" OR ", alternatives(target, values)) + ")";
        if (!orEmpty(target.exceptRoomIds()).isEmpty()) {
            sql += " AND r.id NOT IN (:except)";
            values.put("except", orEmpty(target.exceptRoomIds()));
        }
        return database.sql(sql + " ORDER BY r.id LIMIT " + (BroadcastTarget.MOST_ROOMS + 1))
                .bindValues(values)
                .map(Rows.to(Target.class))
                .all()
                .collectList();
    }

    private static List<String> alternatives(BroadcastTarget target, Map<String, Object> values) {
        var alternatives = new ArrayList<String>();
        if (!orEmpty(target.roomIds()).isEmpty()) {
            alternatives.add("r.id IN (:rooms)");
            values.put("rooms", orEmpty(target.roomIds()));
        }
        if (target.hasFilter()) {
            alternatives.add("r.kind = 'operation'" + filters(target, values));
        }
        return alternatives;
    }

    private static String filters(BroadcastTarget target, Map<String, Object> values) {
        var filters = new StringBuilder();
        if (!orEmpty(target.organizationIds()).isEmpty()) {
            filters.append("""
                     AND EXISTS (SELECT 1 FROM kb_organization a
                                 WHERE a.id IN (:organizations) AND g.path LIKE CONCAT(a.path, '%'))""");
            values.put("organizations", orEmpty(target.organizationIds()));
        }
        if (!orEmpty(target.botIds()).isEmpty()) {
            filters.append(" AND r.bot_id IN (:bots)");
            values.put("bots", orEmpty(target.botIds()));
        }
        List<String> tags = orEmpty(target.tags());
        for (int i = 0; i < tags.size(); i++) {
            filters.append(i == 0 ? " AND (" : " OR ")
                    .append("FIND_IN_SET(:tag")
                    .append(i)
                    .append(", r.tags)");
            values.put("tag" + i, tags.get(i));
        }
        return filters.append(tags.isEmpty() ? "" : ")").toString();
    }

    private static void requireNamed(BroadcastTarget target, List<Target> found) {
        Set<Long> ids = found.stream().map(Target::id).collect(Collectors.toSet());
        ids.addAll(new HashSet<>(orEmpty(target.exceptRoomIds())));
        if (found.size() <= BroadcastTarget.MOST_ROOMS) {
            requireAll("/target/roomIds", orEmpty(target.roomIds()), ids);
        }
    }

    private static void requireFew(List<Target> found) {
        Checks.none()
                .require(!found.isEmpty(), "/target", "empty", "No active room fits")
                .require(
                        found.size() <= BroadcastTarget.MOST_ROOMS,
                        "/target",
                        "too_many",
                        "More than " + BroadcastTarget.MOST_ROOMS + " rooms; make several broadcasts")
                .throwIfAny();
    }
}
