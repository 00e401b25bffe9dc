package io.roomcast.api.template;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.sql.Transactions;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
@RequiredArgsConstructor
class Templates {
    private static final String COLUMNS = """
            SELECT t.id, t.organization_id, t.name, t.body, t.version, t.created_at, t.updated_at
            FROM kb_template t JOIN kb_organization g ON g.id = t.organization_id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Audit audit;

    Mono<Template> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE t.id = :id AND g.path LIKE :scope")
                .bind("id", id)
                .bind("scope", caller.scope())
                .mapProperties(Template.class)
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    Mono<Page<Template>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE g.path LIKE :scope AND t.id < :before ORDER BY t.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .mapProperties(Template.class)
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Template::id));
    }

    Mono<Template> create(Caller caller, TemplateRequest request) {
        caller.requireManager();
        return transactions.run(database.sql(
                        "INSERT INTO kb_template (organization_id, name, body) VALUES (:organization, :name, :body)")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("organization", caller.organizationId())
                .bind("name", request.name())
                .bind("body", request.body())
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.TEMPLATE, Template::id)));
    }

    Mono<Template> update(Caller caller, long id, int version, TemplateRequest request) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.requireManager())
                .flatMap(found -> database.sql("""
                                UPDATE kb_template SET name = :name, body = :body, version = version + 1
                                WHERE id = :id AND version = :version""")
                        .bind("name", request.name())
                        .bind("body", request.body())
                        .bind("id", id)
                        .bind("version", version)
                        .fetch()
                        .rowsUpdated())
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(Version::stale))
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.TEMPLATE, id, Action.UPDATED)));
    }

    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.requireManager())
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("DELETE FROM kb_template WHERE id = :id")
                        .bind("id", id)
                        .then())
                .transform(audit.changing(caller, Subject.TEMPLATE, id, Action.DELETED)));
    }
}
