package io.roomcast.api.grant;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.organization.Organization;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.org.Right;
import io.roomcast.model.org.Role;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives and takes back. Nobody lends more than they have: both the member and the place lie within the giver's subtree. */
@Component
@RequiredArgsConstructor
class Grants {
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final String COLUMNS = """
            SELECT t.id, t.member_id, m.login_id, t.organization_id, g.name AS organization_name, t.role, t.reason,
                   t.until_at AS `until`, t.created_at, t.created_by, t.revoked_at, t.revoked_by,
                   CASE WHEN t.revoked_at IS NOT NULL THEN 'revoked' WHEN t.until_at <= UTC_TIMESTAMP(3) THEN 'ended'
                        ELSE 'open' END AS state
            FROM kb_grant t JOIN kb_member m ON m.id = t.member_id JOIN kb_organization g ON g.id = t.organization_id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Organizations organizations;
    private final DatabaseClock clock;
    private final Audit audit;

    /** @param path of the member's own organisation */
    private record Borrower(long id, String role, String path) {
        boolean alreadyIs(String wanted, String where) {
            boolean sees = new OrganizationPath(path).contains(new OrganizationPath(where));
            return sees && (Enums.parse(Role.class, role) == Role.MANAGER || role.equals(wanted));
        }
    }

    Mono<Page<Grant>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE g.path LIKE :scope AND t.id < :before ORDER BY t.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Grant.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Grant::id))
                .delayUntil(found -> audit.viewed(
                        caller,
                        Subject.GRANT,
                        found.items().stream().map(Grant::id).toList()));
    }

    Mono<List<Grant>> heldBy(Caller caller) {
        return database.sql(COLUMNS + """
                        WHERE t.member_id = :member AND g.status = 'active' AND t.revoked_at IS NULL
                          AND t.until_at > UTC_TIMESTAMP(3) ORDER BY t.id""")
                .bind("member", caller.memberId())
                .map(Rows.to(Grant.class))
                .all()
                .collectList();
    }

    /** @throws ProblemException FORBIDDEN, or INVALID naming the field */
    Mono<Grant> give(Caller caller, GrantRequest request) {
        caller.require(Right.CHANGE_MEMBERS);
        Checks.none()
                .require(
                        request.until().isBefore(clock.now().plus(LONGEST)),
                        "/until",
                        "out_of_range",
                        "At most 31 days ahead")
                .throwIfAny();
        return transactions.run(organizations
                .named(caller, request.organizationId(), "/organizationId")
                .zipWhen(where -> borrower(caller, request.memberId()))
                .doOnNext(both -> requireMore(both.getT2(), request.role(), both.getT1()))
                .then(Mono.defer(() -> insert(caller, request)))
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.GRANT, Grant::id)));
    }

    /** Once more changes nothing. @throws ProblemException NOT_FOUND outside the caller's subtree, FORBIDDEN */
    Mono<Grant> revoke(Caller caller, long id) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_MEMBERS))
                .then(Mono.defer(() -> setRevoked(caller, id)))
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.GRANT, id, Action.REVOKED)));
    }

    private Mono<Grant> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE t.id = :id AND g.path LIKE :scope")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Grant.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    private Mono<Borrower> borrower(Caller caller, long id) {
        return database.sql("""
                        SELECT m.id, m.role, g.path FROM kb_member m JOIN kb_organization g ON g.id = m.organization_id
                        WHERE m.id = :id AND m.status = 'active' AND g.path LIKE :scope""")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Borrower.class))
                .one()
                .switchIfEmpty(Mono.error(() -> ProblemException.field(
                        "/memberId", "unknown", "No such active member at or below your organisation")));
    }

    private static void requireMore(Borrower borrower, String role, Organization where) {
        if (borrower.alreadyIs(role, where.path())) {
            throw ProblemException.field("/role", "already_so", "The member is this there without a grant");
        }
    }

    private Mono<Long> insert(Caller caller, GrantRequest request) {
        return database.sql("""
                        INSERT INTO kb_grant (member_id, organization_id, role, reason, until_at, created_by)
                        VALUES (:member, :organization, :role, :reason, :until, :login)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("member", request.memberId())
                .bind("organization", request.organizationId())
                .bind("role", request.role())
                .bind("reason", request.reason())
                .bind("until", request.until())
                .bind("login", caller.loginId())
                .map(row -> row.get("id", Long.class))
                .one();
    }

    private Mono<Void> setRevoked(Caller caller, long id) {
        return database.sql("""
                        UPDATE kb_grant SET revoked_at = UTC_TIMESTAMP(3), revoked_by = :login
                        WHERE id = :id AND revoked_at IS NULL AND until_at > UTC_TIMESTAMP(3)""").bind("login", caller.loginId()).bind("id", id).then();
    }
}
