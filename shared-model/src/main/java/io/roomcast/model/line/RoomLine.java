package io.roomcast.model.line;

import io.roomcast.model.sql.Rows;
import io.roomcast.model.time.ClockSetException;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Where what is due at once stands in its room's line: behind what has been admitted there, and what came before it.
 *
 * <p>A run is admitted shortly before its moment. What came after that with an earlier moment would be sent second, out of order; so
 * its moment is not before that of what is admitted. Whoever admits has locked the room, too: nothing comes between.
 */
@RequiredArgsConstructor
public final class RoomLine {
    /** Longer than a run is admitted ahead: what whoever has the lock for so long may have admitted is due by then. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long MOST_LOOKS = LONGEST_WAIT.dividedBy(PAUSE);

    private final DatabaseClient database;
    private final DatabaseClock clock;

    private record Place(Instant moment) {}

    /**
     * In the caller's transaction, to whose end the room stays locked. Waits half a second for the room at most: a listener of many
     * rooms does not stand still for one.
     *
     * @return emits the database's time or, where that is later, a millisecond after the last moment of what is admitted or was
     *     due at once; fails with {@link ClockSetException} where the database's clock is not where it should be
     */
    public Mono<Instant> join(long roomId) {
        return lock(roomId).then(clock.fence()).then(Mono.defer(() -> place(roomId)));
    }

    private Mono<Void> lock(long roomId) {
        return database.sql("SELECT id FROM kb_room WHERE id = :room FOR UPDATE SKIP LOCKED")
                .bind("room", roomId)
                .map(row -> row.get("id", Long.class))
                .one()
                .repeatWhenEmpty(
                        looks -> looks.takeWhile(number -> number < MOST_LOOKS).delayElements(PAUSE))
                .then();
    }

    /** Each a moment of its own: a schedule has one run at a moment. */
    private Mono<Instant> place(long roomId) {
        return database.sql("""
                        SELECT GREATEST(UTC_TIMESTAMP(3),
                                        COALESCE(MAX(scheduled_at) + INTERVAL 1000 MICROSECOND, UTC_TIMESTAMP(3))) AS moment
                        FROM kb_occurrence
                        WHERE room_id = :room AND state IN ('QUEUED', 'SENDING') AND scheduled_at >= UTC_TIMESTAMP(3)
                          AND (state = 'SENDING' OR origin <> 'SCHEDULE')""")
                .bind("room", roomId)
                .map(Rows.to(Place.class))
                .one()
                .map(Place::moment);
    }
}
