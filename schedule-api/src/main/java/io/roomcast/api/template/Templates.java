package io.roomcast.api.template;

import io.r2dbc.spi.Readable;
import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Transactions;
import java.time.Instant;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Saved texts: a member's own, an organisation's, or shared with all below it. */
@Component
@RequiredArgsConstructor
class Templates {
    /** What the caller sees: their own, those of their organisation and of all below, and what is shared from above. */
    private static final String SEEN = """
            SELECT t.id, t.organization_id,
                   CASE WHEN t.owner_id <> 0 THEN 'own' WHEN t.shared_below = 1 THEN 'below' ELSE 'organization' END AS sharing,
                   t.name, t.body, IF(t.owner_id <> 0 OR g.path LIKE :scope, 1, 0) AS changeable, t.version,
                   t.created_at, t.updated_at
            FROM kb_template t JOIN kb_organization g ON g.id = t.organization_id
            WHERE (t.owner_id = :member
                   OR (t.owner_id = 0 AND (g.path LIKE :scope OR (t.shared_below = 1 AND :path LIKE CONCAT(g.path, '%')))))
            """;

    private static final String OWN = "own";
    private static final String ORGANIZATION = "organization";
    private static final String BELOW = "below";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND */
    Mono<Template> get(Caller caller, long id) {
        return seen(caller, "AND t.id = :id")
                .bind("id", id)
                .map(Templates::template)
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    Mono<Page<Template>> list(Caller caller, PageRequest page) {
        return seen(caller, "AND t.id < :before ORDER BY t.id DESC LIMIT :rows")
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Templates::template)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Template::id));
    }

    private static Template template(Readable row) {
        return new Template(
                row.get("id", Long.class),
                row.get("organization_id", Long.class),
                row.get("sharing", String.class),
                row.get("name", String.class),
                row.get("body", String.class),
                row.get("changeable", Integer.class) == 1,
                row.get("version", Integer.class),
                row.get("created_at", Instant.class),
                row.get("updated_at", Instant.class));
    }

    private GenericExecuteSpec seen(Caller caller, String more) {
        return database.sql(SEEN + more)
                .bind("member", caller.memberId())
                .bind("scope", caller.scope())
                .bind("path", caller.path());
    }

    Mono<Template> create(Caller caller, TemplateRequest request) {
        caller.require(Right.SEND);
        String sharing = Objects.requireNonNullElse(request.sharing(), ORGANIZATION);
        return transactions.run(database.sql("""
                        INSERT INTO kb_template (organization_id, owner_id, shared_below, name, body)
                        VALUES (:organization, :owner, :below, :name, :body)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("organization", caller.organizationId())
                .bind("owner", owner(caller, sharing))
                .bind("below", sharing.equals(BELOW))
                .bind("name", request.name())
                .bind("body", request.body())
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.TEMPLATE, Template::id)));
    }

    Mono<Template> update(Caller caller, long id, int version, TemplateRequest request) {
        return transactions.run(changeable(caller, id)
                .doOnNext(found -> checkSharing(caller, found, request))
                .flatMap(found -> change(caller, found, version, request))
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(Version::stale))
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.TEMPLATE, id, Action.UPDATED)));
    }

    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(changeable(caller, id)
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("DELETE FROM kb_template WHERE id = :id")
                        .bind("id", id)
                        .then())
                .transform(audit.changing(caller, Subject.TEMPLATE, id, Action.DELETED)));
    }

    private Mono<Template> changeable(Caller caller, long id) {
        return get(caller, id).doOnNext(found -> {
            caller.require(Right.SEND);
            if (!found.changeable()) {
                throw ProblemException.of(
                        ProblemKind.FORBIDDEN, "An organisation above yours shares it; copy it instead");
            }
        });
    }

    private static void checkSharing(Caller caller, Template found, TemplateRequest request) {
        Checks.none()
                .require(
                        found.organizationId() == caller.organizationId()
                                || found.sharing().equals(OWN)
                                        == Objects.requireNonNullElse(request.sharing(), found.sharing())
                                                .equals(OWN),
                        "/sharing",
                        "not_allowed",
                        "One of another organisation cannot become your own, nor the other way round")
                .throwIfAny();
    }

    private Mono<Long> change(Caller caller, Template found, int version, TemplateRequest request) {
        String sharing = Objects.requireNonNullElse(request.sharing(), found.sharing());
        return database.sql("""
                        UPDATE kb_template SET name = :name, body = :body, owner_id = :owner, shared_below = :below,
                               version = version + 1
                        WHERE id = :id AND version = :version""")
                .bind("name", request.name())
                .bind("body", request.body())
                .bind("owner", owner(caller, sharing))
                .bind("below", sharing.equals(BELOW))
                .bind("id", found.id())
                .bind("version", version)
                .fetch()
                .rowsUpdated();
    }

    private static long owner(Caller caller, String sharing) {
        return sharing.equals(OWN) ? caller.memberId() : 0;
    }
}
