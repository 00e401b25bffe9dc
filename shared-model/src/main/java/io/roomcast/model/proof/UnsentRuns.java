package io.roomcast.model.proof;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.occurrence.OccurrenceState;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Puts due moments on record of which nothing is sent: nothing that was due ends in silence. */
@RequiredArgsConstructor
public final class UnsentRuns {
    private static final String NO_CONTENT =
            ContentJson.write(new MessageContent(null, List.of(), List.of(), SendOrder.TEXT_FIRST, 0, 0, 0));

    private final DatabaseClient database;
    private final SendLogs sendLogs;

    /** In the caller's transaction. A moment that is on record already, or whose schedule is off, is left alone. */
    public Mono<Void> record(long scheduleId, Instant dueAt, OccurrenceState state, String code, String detail) {
        return database.sql("""
                        INSERT IGNORE INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at,
                               window_seconds, priority, state, content, content_hash, reason_code, reason_detail, finished_at)
                        SELECT id, organization_id, room_id, :at, :at, 0, priority, :state, :content, :hash, :code,
                               LEFT(:detail, 500), UTC_TIMESTAMP(3)
                        FROM kb_schedule WHERE id = :schedule AND status IN ('active', 'completed')
                          AND deleted_at IS NULL""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("at", dueAt)
                .bind("state", state.name())
                .bind("content", NO_CONTENT)
                .bind("hash", Sha256.hex(NO_CONTENT))
                .bind("code", code)
                .bind("detail", detail)
                .bind("schedule", scheduleId)
                .map(row -> row.get("id", Long.class))
                .all()
                // MySQL tells a key of 0 where no row was inserted.
                .filter(id -> id > 0)
                .collectList()
                .flatMap(sendLogs::record);
    }
}
