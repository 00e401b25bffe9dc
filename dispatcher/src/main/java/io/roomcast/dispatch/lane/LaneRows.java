package io.roomcast.dispatch.lane;

import io.roomcast.model.content.PartKind;
import io.roomcast.model.occurrence.OccurrenceMove;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartMove;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.quiet.QuietHours;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.stop.Stops;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The statements of a lane's look at its room. All run under the lock that {@link #lock} takes first. */
@Component
@RequiredArgsConstructor
class LaneRows {
    private static final int EXPIRED_AT_ONCE = 200;

    private static final String NOT_ASIDE = "(o.aside_until IS NULL OR o.aside_until <= UTC_TIMESTAMP(3))";
    private static final String HEAD_IS_SENDING = "o.state = 'SENDING' AND " + NOT_ASIDE;
    private static final String PAST_ITS_WINDOW = "o.state = 'QUEUED' AND o.expires_at < UTC_TIMESTAMP(3)";

    private static final String HEAD = """
            SELECT o.id, o.schedule_id, o.scheduled_at, o.expires_at, o.priority, o.held_at_night, o.started_at, o.state, o.wait_reason, o.not_before, %s AS cancelled,
                   o.content, g.path, g.status AS organization_status
            FROM kb_occurrence o JOIN kb_organization g ON g.id = o.organization_id
            WHERE o.room_id = :room AND o.state = :state AND %s
            ORDER BY o.scheduled_at, o.priority, o.id LIMIT 1""".formatted(Cancelled.reason("o"), NOT_ASIDE);

    private final DatabaseClient database;

    /**
     * Empty when there is no such room. What is read comes second: a locking join would lock the phone, too, and what is read
     * with the lock is older than it.
     */
    Mono<Room> lock(long roomId) {
        return database.sql("SELECT id FROM kb_room WHERE id = :id FOR UPDATE")
                .bind("id", roomId)
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(id -> database.sql("""
                                SELECT r.id, r.channel_id, r.time_zone, r.quotas, r.status, r.paused_until, r.pause_reason,
                                       %s AS stopped_until, %s AS stop_reason, %s AS quiet,
                                       r.held_until, r.lease_owner, r.lease_epoch, r.lease_until, g.path,
                                       b.id AS bot_id, b.name AS bot_name, b.gateway AS bot_gateway,
                                       b.endpoint AS bot_endpoint, b.status AS bot_status,
                                       EXISTS (SELECT 1 FROM kb_occurrence o WHERE o.room_id = r.id AND %s) AS late,
                                       EXISTS (SELECT 1 FROM kb_occurrence o WHERE o.room_id = r.id AND %s) AS sending,
                                       (SELECT s.next_send_at FROM kb_schedule s
                                        WHERE s.room_id = r.id AND s.status = 'active' AND s.next_send_at IS NOT NULL
                                        ORDER BY s.next_send_at LIMIT 1) AS earliest_unclaimed,
                                       UTC_TIMESTAMP(3) AS read_at
                                FROM kb_room r JOIN kb_bot b ON b.id = r.bot_id
                                     JOIN kb_organization g ON g.id = r.organization_id
                                WHERE r.id = :id""".formatted(
                                        Stops.until("r", "g"),
                                        Stops.reason("r", "g"),
                                        QuietHours.column("r", "g"),
                                        PAST_ITS_WINDOW,
                                        HEAD_IS_SENDING))
                        .bind("id", id)
                        .map(Rows.to(Room.class))
                        .one());
    }

    /** The occurrence under way, else the first in line: ix_occurrence_lane gives either without sorting. */
    Mono<Head> head(Room room) {
        return database.sql(HEAD)
                .bind("room", room.id())
                .bind("state", room.isSending() ? "SENDING" : "QUEUED")
                .map(Rows.to(Head.class))
                .one();
    }

    Mono<List<Long>> pastTheirWindow(long roomId) {
        return database.sql("""
                        SELECT o.id FROM kb_occurrence o
                        WHERE o.room_id = :room AND %s LIMIT %d""".formatted(PAST_ITS_WINDOW, EXPIRED_AT_ONCE))
                .bind("room", roomId)
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }

    /** Woken before its wait was over: wakes again at its end. */
    Mono<Void> keepWaiting(Head head) {
        return database.sql("UPDATE kb_occurrence SET wake_at = not_before WHERE id = :id AND not_before IS NOT NULL")
                .bind("id", head.id())
                .then();
    }

    Mono<List<Part>> parts(long occurrenceId) {
        return database.sql("""
                        SELECT id, position, kind, state, tries, attempt_id, baseline, called_at, finished_at
                        FROM kb_part WHERE occurrence_id = :occurrence ORDER BY position""")
                .bind("occurrence", occurrenceId)
                .map(Rows.to(Part.class))
                .all()
                .collectList();
    }

    /** A part that looks under way while its lane looks on was left by a process that died: nobody knows its outcome. */
    Mono<Void> orphansBecomeUnknown(long occurrenceId) {
        return database.sql("""
                        UPDATE kb_part SET state = :to, finished_at = UTC_TIMESTAMP(3),
                               detail = :detail
                        WHERE occurrence_id = :occurrence AND state = 'SENDING'""")
                .bind("to", PartMove.LOSE_SIGHT.to().name())
                .bind("detail", ReasonDetail.ORPHAN.of())
                .bind("occurrence", occurrenceId)
                .then();
    }

    Mono<Void> admit(Room room, Head head, List<PartKind> parts) {
        String rows = String.join(",", Collections.nCopies(parts.size(), "(?,?,?,?,'PENDING')"));
        var binder = new Binder(
                database.sql("INSERT INTO kb_part (occurrence_id, room_id, position, kind, state) VALUES " + rows));
        for (int position = 0; position < parts.size(); position++) {
            binder.add(head.id())
                    .add(room.id())
                    .add(position)
                    .add(parts.get(position).name());
        }
        return binder.statement()
                .then()
                .then(database.sql("""
                                UPDATE kb_occurrence SET state = :to, wait_reason = NULL, wait_detail = NULL, not_before = NULL,
                                       wake_at = UTC_TIMESTAMP(3) + INTERVAL 60 SECOND
                                WHERE id = :id AND FIND_IN_SET(state, :from)""")
                        .bind(
                                "to",
                                OccurrenceMove.ADMIT.to(OccurrenceState.SENDING).name())
                        .bind("from", OccurrenceMove.ADMIT.from())
                        .bind("id", head.id())
                        .then());
    }

    Mono<Void> resume(Head head) {
        return database.sql("""
                        UPDATE kb_occurrence SET wait_reason = NULL, wait_detail = NULL, not_before = NULL,
                               wake_at = UTC_TIMESTAMP(3) + INTERVAL 60 SECOND WHERE id = :id""").bind("id", head.id()).then();
    }

    /** Writes why and until when, and lets those behind it in the room sleep as long. */
    Mono<Void> defer(long roomId, Head head, Waits.Until until) {
        return database.sql("""
                        UPDATE kb_occurrence SET wait_reason = :reason, wait_detail = LEFT(:detail, 200),
                               not_before = :until, wake_at = LEAST(:until, expires_at + INTERVAL 1000 MICROSECOND) WHERE id = :id""")
                .bind("reason", until.reason().name())
                .bind("detail", Parameter.fromOrEmpty(until.detail(), String.class))
                .bind("until", until.at())
                .bind("id", head.id())
                .then()
                .then(database.sql("""
                                UPDATE kb_occurrence SET wake_at = LEAST(:until, expires_at + INTERVAL 1000 MICROSECOND)
                                WHERE room_id = :room AND state = 'QUEUED' AND id <> :id
                                  AND (aside_until IS NULL OR aside_until <= UTC_TIMESTAMP(3))
                                  AND wake_at < LEAST(:until, expires_at)""")
                        .bind("until", until.at())
                        .bind("room", roomId)
                        .bind("id", head.id())
                        .then());
    }

    /**
     * What fell due in these quiet hours may start as late after them as else after its moment. What is older than a day is
     * not given another: its lateness is bounded.
     */
    Mono<Void> extendWindows(long roomId, Instant until) {
        return database.sql("""
                        UPDATE kb_occurrence
                        SET expires_at = GREATEST(expires_at, :until + INTERVAL GREATEST(30, window_seconds) SECOND)
                        WHERE room_id = :room AND state = 'QUEUED' AND scheduled_at < :until
                          AND scheduled_at > :until - INTERVAL 1 DAY""").bind("until", until).bind("room", roomId).then();
    }

    /** Lets the others of the room pass until then. */
    Mono<Void> setAside(Head head, WaitReason reason, Instant until) {
        return database.sql("""
                        UPDATE kb_occurrence SET wait_reason = :reason, wait_detail = :detail, not_before = :until, aside_until = :until,
                               wake_at = :until,
                               expires_at = GREATEST(expires_at, IF(scheduled_at > :until - INTERVAL 1 DAY,
                                 :until + INTERVAL GREATEST(30, window_seconds) SECOND, expires_at))
                        WHERE id = :id""")
                .bind("reason", reason.name())
                .bind("detail", ReasonDetail.ADVERTISING_NIGHT.of())
                .bind("until", until)
                .bind("id", head.id())
                .then();
    }

    /** One that was admitted and not begun is queued again, to wait where others can pass it. */
    Mono<Void> unadmit(Head head) {
        return database.sql("DELETE FROM kb_part WHERE occurrence_id = :id AND state = 'PENDING'")
                .bind("id", head.id())
                .then()
                .then(database.sql("""
                                UPDATE kb_occurrence SET state = :to
                                WHERE id = :id AND started_at IS NULL AND FIND_IN_SET(state, :from)""")
                        .bind(
                                "to",
                                OccurrenceMove.SEND_BACK
                                        .to(OccurrenceState.QUEUED)
                                        .name())
                        .bind("from", OccurrenceMove.SEND_BACK.from())
                        .bind("id", head.id())
                        .then());
    }

    Mono<Void> lease(long roomId, String owner, long epoch, Duration span) {
        return database.sql("""
                        UPDATE kb_room SET lease_owner = :owner, lease_epoch = :epoch,
                               lease_until = UTC_TIMESTAMP(3) + INTERVAL :millis * 1000 MICROSECOND WHERE id = :id""")
                .bind("owner", owner)
                .bind("epoch", epoch)
                .bind("millis", span.toMillis())
                .bind("id", roomId)
                .then();
    }

    Mono<Void> release(long roomId, String owner) {
        return database.sql(
                        "UPDATE kb_room SET lease_owner = NULL, lease_until = NULL WHERE id = :id AND lease_owner = :owner")
                .bind("id", roomId)
                .bind("owner", owner)
                .then();
    }

    /** Rooms that have something to do now. */
    Mono<List<Long>> roomsWithWork() {
        return database.sql("""
                        SELECT DISTINCT room_id FROM kb_occurrence
                        WHERE wake_at IS NOT NULL AND (not_before IS NULL OR not_before <= UTC_TIMESTAMP(3))""")
                .map(row -> row.get("room_id", Long.class))
                .all()
                .collectList();
    }
}
