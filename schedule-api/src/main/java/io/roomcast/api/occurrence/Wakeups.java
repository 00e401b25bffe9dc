package io.roomcast.api.occurrence;

import io.roomcast.model.occurrence.WaitReason;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Ends waits whose reason may be gone: the lanes look again, and wait on where it is not.
 *
 * <p>In the caller's transaction; takes the rooms' locks before those of their occurrences, as everybody does. All that
 * waits in a room is woken: behind what waited for the reason others slept as long, for no reason of their own.
 */
@Component
@RequiredArgsConstructor
public class Wakeups {
    private static final String ROOMS_WITH_WORK = """
            SELECT DISTINCT o.room_id FROM kb_occurrence o JOIN kb_room r ON r.id = o.room_id
                 JOIN kb_organization g ON g.id = r.organization_id
            WHERE o.wake_at IS NOT NULL AND\s""";

    private final DatabaseClient database;

    public Mono<Void> inRoom(long roomId, WaitReason... reasons) {
        return wake(List.of(roomId), reasons);
    }

    /** @param pathPattern of the organisations whose rooms are meant */
    public Mono<Void> below(String pathPattern, WaitReason reason) {
        return roomIds(database.sql(ROOMS_WITH_WORK + "g.path LIKE :path").bind("path", pathPattern))
                .flatMap(rooms -> wake(rooms, reason));
    }

    /** Of a stop that was lifted. @param targetId null for all */
    public Mono<Void> inScope(String scope, @Nullable Long targetId) {
        String condition =
                switch (scope) {
                    case "room" -> "r.id = :target";
                    case "bot" -> "r.bot_id = :target";
                    case "organization" -> "g.path LIKE CONCAT('%/', :target, '/%')";
                    default -> ":target = 0";
                };
        return roomIds(database.sql(ROOMS_WITH_WORK + condition).bind("target", targetId == null ? 0L : targetId))
                .flatMap(rooms -> wake(rooms, WaitReason.STOPPED));
    }

    private static Mono<List<Long>> roomIds(DatabaseClient.GenericExecuteSpec rooms) {
        return rooms.map(row -> row.get("room_id", Long.class)).all().collectList();
    }

    private Mono<Void> wake(List<Long> rooms, WaitReason... reasons) {
        if (rooms.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("SELECT id FROM kb_room WHERE id IN (:rooms) ORDER BY id FOR UPDATE")
                .bind("rooms", rooms)
                .map(row -> row.get("id", Long.class))
                .all()
                .then(database.sql("""
                                UPDATE kb_occurrence SET not_before = NULL, wait_reason = NULL, wait_detail = NULL
                                WHERE room_id IN (:rooms) AND wake_at IS NOT NULL AND wait_reason IN (:reasons)""")
                        .bind("rooms", rooms)
                        .bind(
                                "reasons",
                                Stream.of(reasons).map(WaitReason::name).toList())
                        .then())
                .then(database.sql("""
                                UPDATE kb_occurrence SET wake_at = UTC_TIMESTAMP(3)
                                WHERE room_id IN (:rooms) AND wake_at > UTC_TIMESTAMP(3)
                                  AND (not_before IS NULL OR not_before <= UTC_TIMESTAMP(3))
                                  AND (aside_until IS NULL OR aside_until <= UTC_TIMESTAMP(3))
                                  AND scheduled_at <= UTC_TIMESTAMP(3) + INTERVAL 1 SECOND""").bind("rooms", rooms).then());
    }
}
