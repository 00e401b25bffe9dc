package io.roomcast.model.line;

import io.roomcast.model.sql.Rows;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Where what is due at once stands in its room's line: behind what has been admitted there.
 *
 * <p>A run is admitted shortly before its moment. What came after that with an earlier moment would be sent second, out of order; so
 * its moment is not before that of what is admitted. Whoever admits has locked the room, too: nothing comes between.
 */
@RequiredArgsConstructor
public final class RoomLine {
    private final DatabaseClient database;

    private record Place(Instant moment) {}

    /**
     * In the caller's transaction, to whose end the room stays locked.
     *
     * @return emits the database's time, or a millisecond after the moment of what is admitted, if that is later
     */
    public Mono<Instant> join(long roomId) {
        return database.sql("SELECT id FROM kb_room WHERE id = :room FOR UPDATE")
                .bind("room", roomId)
                .map(row -> row.get("id", Long.class))
                .one()
                .then(database.sql("""
                                SELECT GREATEST(UTC_TIMESTAMP(3),
                                                COALESCE(MAX(scheduled_at) + INTERVAL 1000 MICROSECOND, UTC_TIMESTAMP(3))) AS moment
                                FROM kb_occurrence WHERE room_id = :room AND state = 'SENDING'""")
                        .bind("room", roomId)
                        .map(Rows.to(Place.class))
                        .one())
                .map(Place::moment);
    }
}
