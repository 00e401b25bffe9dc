package io.roomcast.api.export;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** kb_export and kb_export_piece. */
@Component
@RequiredArgsConstructor
class ExportRows {
    static final Duration KEPT = Duration.ofDays(7);

    private static final String OWN = """
            SELECT id, request, state, row_count AS `rows`, truncated, failure, created_at, finished_at FROM kb_export
            WHERE member_id = :member AND COALESCE(grant_id, 0) = :grant
              AND created_at > UTC_TIMESTAMP(3) - INTERVAL %d SECOND\s""".formatted(KEPT.toSeconds());

    private final DatabaseClient database;

    private record Row(
            long id,
            String request,
            String state,
            int rows,
            int truncated,
            @Nullable String failure,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        Export toExport() {
            return new Export(
                    id,
                    ContentJson.read(request, new TypeReference<>() {}),
                    state,
                    rows,
                    truncated == 1,
                    failure,
                    createdAt,
                    finishedAt,
                    createdAt.plus(KEPT));
        }
    }

    Mono<List<Export>> list(Caller caller, PageRequest page) {
        return own(caller, "AND id < :before ORDER BY id DESC LIMIT :rows")
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Row.class))
                .all()
                .map(Row::toExport)
                .collectList();
    }

    Mono<Export> find(Caller caller, long id) {
        return own(caller, "AND id = :id")
                .bind("id", id)
                .map(Rows.to(Row.class))
                .one()
                .map(Row::toExport);
    }

    /** Two requests of one member at once must not both find room for one more. */
    Mono<Void> lockMember(Caller caller) {
        return database.sql("SELECT id FROM kb_member WHERE id = :id FOR UPDATE")
                .bind("id", caller.memberId())
                .fetch()
                .one()
                .then();
    }

    Mono<Long> countOpen(Caller caller) {
        return database.sql(
                        "SELECT COUNT(*) AS open FROM kb_export WHERE member_id = :member AND next_try_at IS NOT NULL")
                .bind("member", caller.memberId())
                .map(row -> row.get("open", Long.class))
                .one();
    }

    Mono<Long> insert(Caller caller, ExportRequest request) {
        return database.sql("""
                        INSERT INTO kb_export (organization_id, member_id, login_id, grant_id, kind, request)
                        VALUES (:organization, :member, :login, :grant, :kind, :request)""")
                .filter(statement -> statement.returnGeneratedValues("id"))
                .bind("organization", caller.organizationId())
                .bind("member", caller.memberId())
                .bind("login", caller.loginId())
                .bind("grant", Parameter.fromOrEmpty(caller.grantId(), Long.class))
                .bind("kind", request.kind())
                .bind("request", ContentJson.write(request))
                .map(row -> row.get("id", Long.class))
                .one();
    }

    /** Its pieces go with it. */
    Mono<Void> delete(long id) {
        return database.sql("DELETE FROM kb_export WHERE id = :id")
                .bind("id", id)
                .then();
    }

    Mono<List<Integer>> positions(long id) {
        return database.sql("SELECT pieces FROM kb_export WHERE id = :id")
                .bind("id", id)
                .map(row -> row.get("pieces", Integer.class))
                .one()
                .map(pieces -> IntStream.range(0, pieces).boxed().toList());
    }

    Mono<byte[]> piece(long id, int position) {
        return database.sql("SELECT content FROM kb_export_piece WHERE export_id = :id AND position = :position")
                .bind("id", id)
                .bind("position", position)
                .map(row -> row.get("content", byte[].class))
                .one();
    }

    private GenericExecuteSpec own(Caller caller, String more) {
        Long grant = caller.grantId();
        return database.sql(OWN + more).bind("member", caller.memberId()).bind("grant", grant == null ? 0 : grant);
    }
}
