package io.roomcast.api.export;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.api.access.Caller;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whose turn a file is, and how far it has come. */
@Component
@RequiredArgsConstructor
class ExportClaims {
    private final DatabaseClient database;

    /** @param tries at the next piece, this one counted: with the id it fences what an older claim would write */
    record Claim(
            long id,
            long memberId,
            String loginId,
            @Nullable Long grantId,
            String kind,
            String requestJson,
            int tries,
            @Nullable String reached,
            int pieces,
            int rowCount) {
        ExportRequest request() {
            return ContentJson.read(requestJson, new TypeReference<>() {});
        }

        boolean isOf(Caller caller) {
            return caller.memberId() == memberId && Objects.equals(caller.grantId(), grantId);
        }
    }

    /** Empty where nothing is to be written. ix_export_next has the open ones only; those of others are passed over. */
    Mono<Claim> take(Duration lease) {
        return database.sql("""
                        SELECT id, member_id, login_id, grant_id, kind, request AS request_json, tries + 1 AS tries, reached, pieces,
                               row_count FROM kb_export
                        WHERE next_try_at <= UTC_TIMESTAMP(3) ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED""")
                .map(Rows.to(Claim.class))
                .one()
                .delayUntil(claim -> database.sql("""
                                UPDATE kb_export SET state = 'writing', tries = :tries,
                                       next_try_at = UTC_TIMESTAMP(3) + INTERVAL :lease SECOND WHERE id = :id""")
                        .bind("tries", claim.tries())
                        .bind("lease", lease.toSeconds())
                        .bind("id", claim.id())
                        .then());
    }

    /** Emits where the claim still is the newest, and nobody has deleted the file. */
    Mono<Boolean> lock(Claim claim) {
        return database.sql("""
                        SELECT id FROM kb_export
                        WHERE id = :id AND tries = :tries AND pieces = :pieces AND state = 'writing' FOR UPDATE""")
                .bind("id", claim.id())
                .bind("tries", claim.tries())
                .bind("pieces", claim.pieces())
                .map(row -> true)
                .one();
    }

    Mono<Void> addPiece(Claim claim, byte[] content) {
        return database.sql(
                        "INSERT INTO kb_export_piece (export_id, position, content) VALUES (:id, :position, :content)")
                .bind("id", claim.id())
                .bind("position", claim.pieces())
                .bind("content", content)
                .then();
    }

    /** @param rows of a piece that has been added; 0: none was */
    Mono<Void> moveOn(Claim claim, int rows, @Nullable String reached, boolean isOver, boolean isTruncated) {
        return database.sql("""
                        UPDATE kb_export SET reached = :reached, pieces = pieces + IF(:rows > 0, 1, 0), row_count = row_count + :rows,
                               tries = 0, state = :state, truncated = :truncated,
                               next_try_at = IF(:state = 'done', NULL, UTC_TIMESTAMP(3)),
                               finished_at = IF(:state = 'done', UTC_TIMESTAMP(3), NULL)
                        WHERE id = :id""")
                .bind("reached", Parameter.fromOrEmpty(reached, String.class))
                .bind("rows", rows)
                .bind("state", isOver ? "done" : "writing")
                .bind("truncated", isTruncated)
                .bind("id", claim.id())
                .then();
    }

    Mono<Void> fail(Claim claim, String failure) {
        return database.sql("""
                        UPDATE kb_export SET state = 'failed', failure = :failure, next_try_at = NULL,
                               finished_at = UTC_TIMESTAMP(3) WHERE id = :id AND tries = :tries AND pieces = :pieces""")
                .bind("failure", failure)
                .bind("id", claim.id())
                .bind("tries", claim.tries())
                .bind("pieces", claim.pieces())
                .then();
    }
}
