package io.roomcast.model.stop;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Which rooms get nothing because someone stopped the sending: of everything, an organisation with all below, a phone or
 * a room, until a time.
 *
 * <p>Whoever starts a part shares the lock of one row, {@code kb_stop_guard}; whoever stops takes it alone. So no part
 * starts after a stop has been answered, whatever its scope.
 */
@RequiredArgsConstructor
public final class Stops {
    private static final String OF_ROOM = """
            (SELECT %3$s FROM kb_stop t
             WHERE t.lifted_at IS NULL AND t.until_at > UTC_TIMESTAMP(3)
               AND (t.scope = 'all' OR (t.scope = 'room' AND t.target_id = %1$s.id)
                    OR (t.scope = 'bot' AND t.target_id = %1$s.bot_id)
                    OR (t.scope = 'organization' AND %2$s.path LIKE CONCAT('%%/', t.target_id, '/%%')))
             ORDER BY t.until_at DESC, t.id LIMIT 1)""";

    private final DatabaseClient database;

    /**
     * SQL for the end of the longest stop that a room is under, null where it is under none.
     *
     * @param room alias of kb_room @param organization alias of the room's kb_organization
     */
    public static String until(String room, String organization) {
        return OF_ROOM.formatted(room, organization, "t.until_at");
    }

    /** SQL for what was given as the reason of that stop. */
    public static String reason(String room, String organization) {
        return OF_ROOM.formatted(room, organization, "t.reason");
    }

    /** Those of the rooms that are stopped. First in the order of locks. */
    public Mono<Set<Long>> stopped(Collection<Long> rooms) {
        return database.sql("""
                        SELECT IF(open_until > UTC_TIMESTAMP(3), 1, 0) AS open FROM kb_stop_guard
                        WHERE id = 1 LOCK IN SHARE MODE""")
                .map(row -> row.get("open", Long.class))
                .one()
                .flatMap(open -> open == 0 ? Mono.just(Set.<Long>of()) : underStop(rooms));
    }

    private Mono<Set<Long>> underStop(Collection<Long> rooms) {
        return database.sql("""
                        SELECT r.id FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id
                        WHERE r.id IN (:ids) AND %s IS NOT NULL""".formatted(until("r", "g")))
                .bind("ids", new HashSet<>(rooms))
                .map(row -> row.get("id", Long.class))
                .all()
                .collect(Collectors.toSet());
    }
}
