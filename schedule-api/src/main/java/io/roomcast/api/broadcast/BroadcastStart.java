package io.roomcast.api.broadcast;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.occurrence.Origin;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the runs of a broadcast, one for each room, all or none, in the caller's transaction.
 *
 * <p>They are due at once; the trigger hands them over, and each goes through its room's lane as every other.
 */
@Component
@RequiredArgsConstructor
class BroadcastStart {
    private static final int AT_ONCE = 200;
    private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?, ?)";

    private final DatabaseClient database;
    private final BroadcastRows rows;
    private final DatabaseClock clock;

    private record RoomOf(long id, String name, String timeZone) {
        String sourceKey(long broadcast) {
            return Sha256.hex("broadcast/" + broadcast + "/" + id);
        }
    }

    /** The caller holds the broadcast's lock. @param decidedBy the second person's login, where there was one */
    Mono<Void> start(BroadcastRow broadcast, @Nullable String decidedBy, @Nullable String note) {
        Instant now = clock.now();
        return database.sql("""
                        SELECT r.id, r.name, r.time_zone FROM kb_broadcast_room m JOIN kb_room r ON r.id = m.room_id
                        WHERE m.broadcast_id = :id ORDER BY r.id""")
                .bind("id", broadcast.id())
                .map(Rows.to(RoomOf.class))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .buffer(AT_ONCE)
                .concatMap(rooms -> insert(broadcast, rooms, now).then(link(broadcast.id(), rooms)))
                .then(rows.setSending(broadcast.id(), now, decidedBy, note));
    }

    private Mono<Void> insert(BroadcastRow broadcast, List<RoomOf> rooms, Instant now) {
        Duration window = Duration.ofMinutes(broadcast.windowMinutes());
        var binder = new Binder(database.sql("""
                INSERT INTO kb_occurrence (origin, source_key, organization_id, room_id, scheduled_at, expires_at,
                       window_seconds, priority, held_at_night, state, wake_at, content, content_hash) VALUES\s""" + String.join(",", Collections.nCopies(rooms.size(), ROW))));
        for (RoomOf room : rooms) {
            String content =
                    ContentJson.write(broadcast.message().at(now.atZone(ZoneId.of(room.timeZone())), room.name()));
            binder.add(Origin.BROADCAST.name())
                    .add(room.sourceKey(broadcast.id()))
                    .add(broadcast.organizationId())
                    .add(room.id())
                    .add(now)
                    .add(now.plus(window))
                    .add(window.toSeconds())
                    .add(broadcast.priority())
                    .add(broadcast.isHeldAtNight())
                    .add(now)
                    .add(content)
                    .add(Sha256.hex(content));
        }
        return binder.statement().then();
    }

    private Mono<Void> link(long broadcast, List<RoomOf> rooms) {
        return database.sql("""
                        UPDATE kb_occurrence o STRAIGHT_JOIN kb_broadcast_room m ON m.room_id = o.room_id
                        SET m.occurrence_id = o.id WHERE m.broadcast_id = :id AND o.source_key IN (:keys)""")
                .bind("id", broadcast)
                .bind(
                        "keys",
                        rooms.stream().map(room -> room.sourceKey(broadcast)).toList())
                .then();
    }
}
