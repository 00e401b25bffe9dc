package io.roomcast.api.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Right;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.sql.Conditions;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** kb_audit_log of the caller's subtree. */
@Component
@RequiredArgsConstructor
class AuditEntries {
    private final DatabaseClient database;

    private record Row(
            long id,
            Instant createdAt,
            String loginId,
            String origin,
            @Nullable String address,
            String action,
            String subject,
            @Nullable Long subjectId,
            @Nullable String subjectName,
            String changes) {
        AuditEntry toEntry() {
            return new AuditEntry(
                    id,
                    createdAt,
                    loginId,
                    origin,
                    address,
                    action,
                    subject,
                    subjectId,
                    subjectName,
                    ContentJson.read(changes, new TypeReference<List<FieldChange>>() {}));
        }
    }

    /** Newest first. @throws io.roomcast.api.problem.ProblemException FORBIDDEN for a viewer */
    Mono<Page<AuditEntry>> list(Caller caller, AuditFilter filter, PageRequest page) {
        caller.require(Right.READ_RECORD);
        Conditions conditions = filter.conditions();
        return conditions
                .bind(database.sql("""
                                SELECT id, created_at, login_id, origin, address, action, subject, subject_id, subject_name,
                                       changes
                                FROM kb_audit_log WHERE organization_path LIKE :scope AND id < :before
                                """ + conditions.sql() + "ORDER BY id DESC LIMIT :rows")
                        .bind("scope", caller.scope())
                        .bind("before", page.before())
                        .bind("rows", page.rows()))
                .mapProperties(Row.class)
                .all()
                .map(Row::toEntry)
                .collectList()
                .map(rows -> Page.of(rows, page, AuditEntry::id));
    }
}
