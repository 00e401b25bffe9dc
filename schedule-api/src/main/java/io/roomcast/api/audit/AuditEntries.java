package io.roomcast.api.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import io.r2dbc.spi.Readable;
import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Conditions;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** kb_audit_log of the caller's subtree. */
@Component
@RequiredArgsConstructor
class AuditEntries {
    private final DatabaseClient database;
    private final Audit audit;

    /** Newest first; that they were looked at goes on record, too. @throws io.roomcast.api.problem.ProblemException FORBIDDEN for a viewer */
    Mono<Page<AuditEntry>> list(Caller caller, AuditFilter filter, PageRequest page) {
        caller.require(Right.READ_RECORD);
        Conditions conditions = filter.conditions();
        return conditions
                .bind(database.sql("""
                                SELECT id, created_at, login_id, grant_id, origin, address, action, subject, subject_id, subject_name,
                                       changes
                                FROM kb_audit_log WHERE organization_path LIKE :scope AND id < :before
                                """ + conditions.sql() + "ORDER BY id DESC LIMIT :rows")
                        .bind("scope", caller.scope())
                        .bind("before", page.before())
                        .bind("rows", page.rows()))
                .map(AuditEntries::entry)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, AuditEntry::id))
                .delayUntil(found -> audit.viewed(
                        caller,
                        Subject.AUDIT,
                        found.items().stream().map(AuditEntry::id).toList()));
    }

    private static AuditEntry entry(Readable row) {
        return new AuditEntry(
                row.get("id", Long.class),
                row.get("created_at", Instant.class),
                row.get("login_id", String.class),
                row.get("grant_id", Long.class),
                row.get("origin", String.class),
                row.get("address", String.class),
                row.get("action", String.class),
                row.get("subject", String.class),
                row.get("subject_id", Long.class),
                row.get("subject_name", String.class),
                ContentJson.read(row.get("changes", String.class), new TypeReference<List<FieldChange>>() {}));
    }
}
