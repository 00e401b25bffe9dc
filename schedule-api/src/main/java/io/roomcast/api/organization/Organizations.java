package io.roomcast.api.organization;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.occurrence.Wakeups;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.problem.QuietHoursRule;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.org.Level;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.time.LocalTime;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Organisations within the caller's subtree; what lies outside does not exist for them. */
@Component
@RequiredArgsConstructor
public class Organizations {
    private static final String COLUMNS =
            "SELECT id, parent_id, level, code, name, path, quiet_from, quiet_until, status, version,"
                    + " created_at, updated_at FROM kb_organization ";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Wakeups wakeups;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND outside the caller's subtree */
    public Mono<Organization> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE id = :id AND path LIKE :scope")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Organization.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** As a request names it. @throws ProblemException INVALID at {@code pointer} outside the caller's subtree */
    public Mono<Organization> named(Caller caller, long id, String pointer) {
        return get(caller, id)
                .onErrorMap(
                        ProblemException.class,
                        outside ->
                                ProblemException.field(pointer, "unknown", "No such organisation at or below yours"));
    }

    Mono<Page<Organization>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE path LIKE :scope AND id < :before ORDER BY id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Organization.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Organization::id));
    }

    Mono<Organization> create(Caller caller, OrganizationRequest request) {
        caller.require(Right.CHANGE_ORGANIZATIONS);
        QuietHoursRule.check(request.quietFrom(), request.quietUntil());
        long parentId = Objects.requireNonNullElse(request.parentId(), caller.organizationId());
        return transactions.run(named(caller, parentId, "/parentId")
                .flatMap(parent -> insert(parent, request))
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.ORGANIZATION, Organization::id)));
    }

    Mono<Organization> update(Caller caller, long id, int version, OrganizationRequest request) {
        QuietHoursRule.check(request.quietFrom(), request.quietUntil());
        return transactions.run(get(caller, id)
                .doOnNext(found -> checkMayChange(caller, found))
                .doOnNext(found -> Checks.none()
                        .requireUnchanged(request.parentId(), found.parentId(), "/parentId")
                        .throwIfAny())
                .flatMap(found -> database.sql("""
                                UPDATE kb_organization SET code = :code, name = :name, quiet_from = :quiet_from,
                                       quiet_until = :quiet_until, status = :status, version = version + 1 WHERE id = :id AND version = :version""")
                        .bind("code", request.code())
                        .bind("name", request.name())
                        .bind("quiet_from", Parameter.fromOrEmpty(request.quietFrom(), LocalTime.class))
                        .bind("quiet_until", Parameter.fromOrEmpty(request.quietUntil(), LocalTime.class))
                        .bind("status", Objects.requireNonNullElse(request.status(), found.status()))
                        .bind("id", id)
                        .bind("version", version)
                        .fetch()
                        .rowsUpdated())
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(Version::stale))
                .then(Mono.defer(() -> get(caller, id)))
                .delayUntil(changed ->
                        wakeups.below(new OrganizationPath(changed.path()).subtreePattern(), WaitReason.QUIET))
                .transform(audit.changing(caller, Subject.ORGANIZATION, id, Action.UPDATED)));
    }

    /** Refused while anything belongs to it: rows that prove something never lose their owner. */
    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> checkMayChange(caller, found))
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("DELETE FROM kb_organization WHERE id = :id")
                        .bind("id", id)
                        .then())
                .transform(audit.changing(caller, Subject.ORGANIZATION, id, Action.DELETED)));
    }

    private static void checkMayChange(Caller caller, Organization found) {
        caller.require(Right.CHANGE_ORGANIZATIONS);
        if (found.id() == caller.organizationId() && caller.organizationLevel() != Level.HEADQUARTERS) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, "Your own organisation is changed by the one above it");
        }
    }

    private Mono<Long> insert(Organization parent, OrganizationRequest request) {
        Level level = Enums.parse(Level.class, parent.level())
                .below()
                .orElseThrow(
                        () -> ProblemException.field("/parentId", "no_level_below", "A branch has nothing below it"));
        return database.sql("""
                        INSERT INTO kb_organization (parent_id, level, code, name, path, quiet_from, quiet_until, status)
                        VALUES (:parent, :level, :code, :name, '', :quiet_from, :quiet_until, :status)""")
                .filter(statement -> statement.returnGeneratedValues("id"))
                .bind("parent", parent.id())
                .bind("level", Enums.column(level))
                .bind("code", request.code())
                .bind("name", request.name())
                .bind("quiet_from", Parameter.fromOrEmpty(request.quietFrom(), LocalTime.class))
                .bind("quiet_until", Parameter.fromOrEmpty(request.quietUntil(), LocalTime.class))
                .bind("status", Objects.requireNonNullElse(request.status(), "active"))
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(id -> database.sql("UPDATE kb_organization SET path = :path WHERE id = :id")
                        .bind(
                                "path",
                                new OrganizationPath(parent.path()).child(id).value())
                        .bind("id", id)
                        .then()
                        .thenReturn(id));
    }
}
