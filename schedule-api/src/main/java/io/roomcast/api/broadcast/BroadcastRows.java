package io.roomcast.api.broadcast;

import io.roomcast.api.access.Caller;
import io.roomcast.api.message.Messages;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** kb_broadcast of the caller's subtree. */
@Component
@RequiredArgsConstructor
class BroadcastRows {
    private static final String SELECT = """
            SELECT b.id, b.organization_id, g.name AS organization_name, b.title, b.message_text,
                   b.message_images_1 AS message_images1, b.message_images_2 AS message_images2, b.variables, b.send_order,
                   b.send_interval_seconds, b.media_wait_time_1 AS media_wait_time1, b.media_wait_time_2 AS media_wait_time2,
                   b.target, b.priority, b.window_minutes, b.advertising, b.night_reason, b.state,
                   IF(b.state = 'pending' AND b.lapses_at <= UTC_TIMESTAMP(3), 1, 0) AS lapsed, b.lapses_at,
                   b.created_by, b.created_by_login, b.created_at, b.decided_by_login, b.decided_at, b.decision_note,
                   b.started_at, b.cancelled_by_login, b.cancelled_at
            FROM kb_broadcast b JOIN kb_organization g ON g.id = b.organization_id
            WHERE g.path LIKE :scope
            """;

    private final DatabaseClient database;

    /** Newest first. @param pendingOnly those that a second person may still approve */
    Mono<List<BroadcastRow>> list(Caller caller, boolean pendingOnly, PageRequest page) {
        String only = pendingOnly ? "AND b.state = 'pending' AND b.lapses_at > UTC_TIMESTAMP(3) " : "";
        return database.sql(SELECT + only + "AND b.id < :before ORDER BY b.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(BroadcastRow.class))
                .all()
                .collectList();
    }

    Mono<BroadcastRow> get(Caller caller, long id) {
        return database.sql(SELECT + "AND b.id = :id")
                .bind("scope", caller.scope())
                .bind("id", id)
                .map(Rows.to(BroadcastRow.class))
                .one();
    }

    /** As it is once nobody else can change it. */
    Mono<BroadcastRow> lock(Caller caller, long id) {
        return database.sql("SELECT id FROM kb_broadcast WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(locked -> get(caller, locked));
    }

    /** @param patience how long it waits for a second person */
    Mono<Long> insert(Caller caller, BroadcastDraft draft, Duration patience) {
        BroadcastRequest request = draft.request();
        return Messages.bind(database.sql("""
                                INSERT INTO kb_broadcast (organization_id, title, message_text, message_images_1,
                                       message_images_2, variables, send_order, send_interval_seconds, media_wait_time_1,
                                       media_wait_time_2, target, room_count, priority, window_minutes, advertising,
                                       night_reason, state, lapses_at, created_by, created_by_login)
                                VALUES (:organization, :title, :text, :images1, :images2, :variables, :order, :interval,
                                       :wait1, :wait2, :target, :rooms, :priority, :window, :advertising, :night_reason,
                                       'pending', UTC_TIMESTAMP(3) + INTERVAL :patience SECOND, :member, :login)""").filter(it -> it.returnGeneratedValues("id")), draft.message())
                .bind("organization", draft.organizationId())
                .bind("title", request.title())
                .bind("target", ContentJson.write(request.target()))
                .bind("rooms", draft.rooms().size())
                .bind("priority", Objects.requireNonNullElse(request.priority(), 5))
                .bind("window", Objects.requireNonNullElse(request.windowMinutes(), 60))
                .bind("advertising", Boolean.TRUE.equals(request.advertising()))
                .bind("night_reason", Parameter.fromOrEmpty(request.nightReason(), String.class))
                .bind("patience", patience.toSeconds())
                .bind("member", caller.memberId())
                .bind("login", caller.loginId())
                .map(row -> row.get("id", Long.class))
                .one();
    }

    /** @param decidedBy login of a second person; null where none was needed */
    Mono<Void> setSending(long id, Instant startedAt, @Nullable String decidedBy, @Nullable String note) {
        return database.sql("""
                        UPDATE kb_broadcast SET state = 'sending', lapses_at = NULL, started_at = :started,
                               decided_by_login = :login, decided_at = IF(:login IS NULL, NULL, :started), decision_note = :note
                        WHERE id = :id""")
                .bind("started", startedAt)
                .bind("login", Parameter.fromOrEmpty(decidedBy, String.class))
                .bind("note", Parameter.fromOrEmpty(note, String.class))
                .bind("id", id)
                .then();
    }

    Mono<Void> setRejected(long id, String decidedBy, String note) {
        return database.sql("""
                        UPDATE kb_broadcast SET state = 'rejected', lapses_at = NULL, decided_by_login = :login,
                               decided_at = UTC_TIMESTAMP(3), decision_note = :note WHERE id = :id""")
                .bind("login", decidedBy)
                .bind("note", note)
                .bind("id", id)
                .then();
    }

    Mono<Void> setCancelled(long id, String login) {
        return database.sql("""
                        UPDATE kb_broadcast SET state = 'cancelled', lapses_at = NULL, cancelled_by_login = :login,
                               cancelled_at = UTC_TIMESTAMP(3) WHERE id = :id""").bind("login", login).bind("id", id).then();
    }
}
