package io.roomcast.api.occurrence;

import io.roomcast.model.occurrence.WaitReason;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends waits whose reason may be gone: the lanes look again, and wait on where it is not. In the caller's transaction. */
@Component
@RequiredArgsConstructor
public class Wakeups {
    private static final String WAKE = """
            UPDATE kb_occurrence o JOIN kb_room r ON r.id = o.room_id JOIN kb_organization g ON g.id = r.organization_id
            SET o.wake_at = UTC_TIMESTAMP(3), o.not_before = NULL, o.wait_reason = NULL, o.wait_detail = NULL
            WHERE o.wake_at IS NOT NULL AND o.wait_reason = :reason AND\s""";

    private final DatabaseClient database;

    public Mono<Void> inRoom(long roomId, WaitReason reason) {
        return database.sql(WAKE + "o.room_id = :room")
                .bind("reason", reason.name())
                .bind("room", roomId)
                .then();
    }

    /** @param pathPattern of the organisations whose rooms are meant */
    public Mono<Void> below(String pathPattern, WaitReason reason) {
        return database.sql(WAKE + "g.path LIKE :path")
                .bind("reason", reason.name())
                .bind("path", pathPattern)
                .then();
    }
}
