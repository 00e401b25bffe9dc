package io.roomcast.dispatch.lane;

import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.quota.SentPart;
import io.roomcast.model.quota.SentParts;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.stop.Stops;
import io.roomcast.model.time.DatabaseClock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads rooms for a look, under the locks it takes first. */
@Component
@RequiredArgsConstructor
class Views {
    private static final String NOT_ASIDE = "(o.aside_until IS NULL OR o.aside_until <= UTC_TIMESTAMP(3))";

    /** ix_occurrence_lane gives it without sorting. */
    private static final String FIRST = """
            (SELECT o.id FROM kb_occurrence o WHERE o.room_id = r.id AND o.state = '%s' AND %s
             ORDER BY o.scheduled_at, o.priority, o.id LIMIT 1)""";

    private static final String ROOMS = """
            SELECT r.id, r.channel_id, r.time_zone, r.quotas, r.status, r.paused_until, r.pause_reason,
                   %s AS stopped_until, %s AS stop_reason, %s AS quiet,
                   r.held_until, r.lease_owner, r.lease_epoch, r.lease_until, g.path,
                   b.id AS bot_id, b.name AS bot_name, b.gateway AS bot_gateway,
                   b.endpoint AS bot_endpoint, b.status AS bot_status,
                   EXISTS (SELECT 1 FROM kb_occurrence o WHERE o.room_id = r.id AND %s) AS late,
                   COALESCE(%s, %s) AS head_id,
                   (SELECT s.next_send_at FROM kb_schedule s
                    WHERE s.room_id = r.id AND s.status = 'active' AND s.next_send_at IS NOT NULL
                    ORDER BY s.next_send_at LIMIT 1) AS earliest_unclaimed,
                   UTC_TIMESTAMP(3) AS read_at
            FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id
                 JOIN kb_organization g ON g.id = r.organization_id
            WHERE r.id IN (:ids)""".formatted(
                    Stops.until("r", "g"),
                    Stops.reason("r", "g"),
                    QuietHours.column("r", "g"),
                    LaneRows.PAST_ITS_WINDOW,
                    FIRST.formatted("SENDING", NOT_ASIDE),
                    FIRST.formatted("QUEUED", NOT_ASIDE));

    private static final String HEADS = """
            SELECT o.id, o.schedule_id, o.scheduled_at, o.expires_at, o.priority, o.held_at_night, o.started_at, o.state,
                   o.wait_reason, o.not_before, %s AS cancelled, o.content, g.path, g.status AS organization_status
            FROM kb_occurrence o JOIN kb_organization g ON g.id = o.organization_id
            WHERE o.id IN (:ids)""".formatted(Cancelled.reason("o"));

    private final DatabaseClient database;
    private final SentParts sentParts;
    private final LaneRows rows;
    private final DatabaseClock clock;

    /**
     * Of those of the rooms that there are, in no order. Fails with {@link io.roomcast.model.time.ClockSetException} where the
     * database's clock is not where it should be.
     *
     * @param skipLocked whether rooms are left out that another transaction has locked; else they are waited for
     */
    Mono<List<View>> of(Collection<Long> roomIds, boolean skipLocked) {
        Instant asked = clock.now();
        return lock(roomIds, skipLocked)
                .flatMap(this::rooms)
                .doOnNext(rooms -> rooms.forEach(room -> clock.require(room.readAt(), asked)))
                .flatMap(this::views);
    }

    private Mono<List<Long>> lock(Collection<Long> roomIds, boolean skipLocked) {
        return database.sql("SELECT id FROM kb_room FORCE INDEX (PRIMARY) WHERE id IN (:ids) ORDER BY id FOR UPDATE"
                        + (skipLocked ? " SKIP LOCKED" : ""))
                .bind("ids", roomIds)
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }

    /** A statement of its own: a locking join would lock the phones, too, and what is read with the lock is older than it. */
    private Mono<List<Room>> rooms(List<Long> locked) {
        return locked.isEmpty()
                ? Mono.just(List.of())
                : database.sql(ROOMS)
                        .bind("ids", locked)
                        .map(Rows.to(Room.class))
                        .all()
                        .collectList();
    }

    private Mono<List<View>> views(List<Room> rooms) {
        return heads(rooms)
                .flatMap(heads -> parts(heads.values())
                        .flatMap(parts -> sent(rooms, heads)
                                .map(sent -> rooms.stream()
                                        .map(room -> view(room, headOf(room, heads), parts, sent))
                                        .toList())));
    }

    private static View view(
            Room room, @Nullable Head head, Map<Long, List<Part>> parts, Map<Long, List<SentPart>> sent) {
        return new View(
                room,
                head,
                head == null ? List.of() : parts.getOrDefault(head.id(), List.of()),
                sent.getOrDefault(room.id(), List.of()));
    }

    private Mono<Map<Long, Head>> heads(List<Room> rooms) {
        List<Long> ids =
                rooms.stream().map(Room::headId).filter(Objects::nonNull).toList();
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(HEADS)
                        .bind("ids", ids)
                        .map(Rows.to(Head.class))
                        .all()
                        .collectMap(Head::id);
    }

    private static @Nullable Head headOf(Room room, Map<Long, Head> heads) {
        return room.headId() == null ? null : heads.get(room.headId());
    }

    private Mono<Map<Long, List<Part>>> parts(Collection<Head> heads) {
        return rows.parts(heads.stream().filter(Head::isSending).map(Head::id).toList());
    }

    private Mono<Map<Long, List<SentPart>>> sent(List<Room> rooms, Map<Long, Head> heads) {
        return sentParts.of(rooms.stream()
                .filter(room -> isInLine(headOf(room, heads)))
                .map(Room::id)
                .toList());
    }

    private static boolean isInLine(@Nullable Head head) {
        return head != null && !head.isSending();
    }
}
