package io.roomcast.api.member;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Component
@RequiredArgsConstructor
class Members {
    private static final String COLUMNS = """
            SELECT m.id, m.organization_id, m.login_id, m.name, m.role, m.status, m.version, m.created_at, m.updated_at
            FROM kb_member m JOIN kb_organization g ON g.id = m.organization_id
            """;

    /** What bcrypt looks at. */
    private static final int MOST_PASSWORD_BYTES = 72;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Audit audit;
    private final PasswordEncoder passwords = new BCryptPasswordEncoder();

    Mono<Member> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE m.id = :id AND g.path LIKE :scope")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Member.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    Mono<Page<Member>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE g.path LIKE :scope AND m.id < :before ORDER BY m.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Member.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Member::id))
                .delayUntil(found -> audit.viewed(
                        caller,
                        Subject.MEMBER,
                        found.items().stream().map(Member::id).toList()));
    }

    /** For the eyes of the caller, which goes on record. */
    Mono<Member> view(Caller caller, long id) {
        return get(caller, id).delayUntil(found -> audit.done(caller, Subject.MEMBER, id, Action.VIEWED, List.of()));
    }

    Mono<Member> create(Caller caller, MemberRequest request) {
        caller.require(Right.CHANGE_MEMBERS);
        long organization = Objects.requireNonNullElse(request.organizationId(), caller.organizationId());
        return hash(request.password())
                .flatMap(hash -> transactions.run(organizations
                        .named(caller, organization, "/organizationId")
                        .flatMap(found -> insert(found.id(), request, hash))
                        .flatMap(id -> get(caller, id))
                        .transform(audit.creating(caller, Subject.MEMBER, Member::id))));
    }

    Mono<Member> update(Caller caller, long id, int version, MemberRequest request) {
        return hash(request.password())
                .flatMap(hash -> transactions.run(get(caller, id)
                        .doOnNext(found -> caller.require(Right.CHANGE_MEMBERS))
                        .doOnNext(found -> Checks.none()
                                .requireUnchanged(request.organizationId(), found.organizationId(), "/organizationId")
                                .throwIfAny())
                        .delayUntil(found -> change(found, version, request, hash)
                                .filter(changed -> changed == 1)
                                .switchIfEmpty(Mono.error(Version::stale)))
                        .filter(found ->
                                request.password() != null || !found.loginId().equals(request.loginId()))
                        .flatMap(found -> takeBackWhatOthersLent(caller, found))
                        .then(Mono.defer(() -> get(caller, id)))
                        .transform(audit.changing(caller, Subject.MEMBER, id, Action.UPDATED))));
    }

    /**
     * Who can sign in as a member must not get what the member was lent elsewhere: with another password, or another login
     * at an outside issuer, open grants end that the caller could not have given.
     */
    private Mono<Void> takeBackWhatOthersLent(Caller caller, Member member) {
        return database.sql("""
                        UPDATE kb_grant t JOIN kb_organization g ON g.id = t.organization_id
                        SET t.revoked_at = UTC_TIMESTAMP(3), t.revoked_by = :by
                        WHERE t.member_id = :id AND t.revoked_at IS NULL AND t.until_at > UTC_TIMESTAMP(3)
                          AND g.path NOT LIKE :scope""")
                .bind("by", caller.loginId())
                .bind("id", member.id())
                .bind("scope", caller.scope())
                .fetch()
                .rowsUpdated()
                .filter(count -> count > 0)
                .flatMap(count -> audit.done(
                        caller,
                        Subject.GRANT,
                        member.loginId(),
                        Action.REVOKED,
                        FieldChange.told(Map.of("memberId", member.id(), "count", count))));
    }

    /** And the templates that nobody else sees. */
    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_MEMBERS))
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("DELETE FROM kb_member WHERE id = :id")
                        .bind("id", id)
                        .then())
                .then(Mono.defer(() -> deleteOwnTemplates(caller, id)))
                .transform(audit.changing(caller, Subject.MEMBER, id, Action.DELETED)));
    }

    private Mono<Void> deleteOwnTemplates(Caller caller, long id) {
        return database.sql("DELETE FROM kb_template WHERE owner_id = :id")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .filter(count -> count > 0)
                .flatMap(count -> audit.done(
                        caller,
                        Subject.TEMPLATE,
                        "",
                        Action.DELETED,
                        FieldChange.told(Map.of("ownerId", id, "count", count))));
    }

    private Mono<Long> insert(long organization, MemberRequest request, String hash) {
        GenericExecuteSpec statement = database.sql("""
                        INSERT INTO kb_member (organization_id, login_id, name, password_hash, role, status)
                        VALUES (:organization, :login, :name, :hash, :role, :status)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("organization", organization)
                .bind("login", request.loginId())
                .bind("name", request.name())
                .bind("role", request.role())
                .bind("status", Objects.requireNonNullElse(request.status(), "active"));
        return (hash.isEmpty() ? statement.bindNull("hash", String.class) : statement.bind("hash", hash))
                .map(row -> row.get("id", Long.class))
                .one();
    }

    private Mono<Long> change(Member found, int version, MemberRequest request, String hash) {
        return database.sql("""
                        UPDATE kb_member SET login_id = :login, name = :name, role = :role, status = :status,
                               password_hash = IF(:hash = '', password_hash, :hash), version = version + 1
                        WHERE id = :id AND version = :version""")
                .bind("login", request.loginId())
                .bind("name", request.name())
                .bind("role", request.role())
                .bind("status", Objects.requireNonNullElse(request.status(), found.status()))
                .bind("hash", hash)
                .bind("id", found.id())
                .bind("version", version)
                .fetch()
                .rowsUpdated();
    }

    /** Empty for none: such a member signs in at an outside issuer only. */
    private Mono<String> hash(@Nullable String password) {
        if (password != null && password.getBytes(StandardCharsets.UTF_8).length > MOST_PASSWORD_BYTES) {
            return Mono.error(ProblemException.field(
                    "/password", "wrong_size", "At most " + MOST_PASSWORD_BYTES + " bytes in UTF-8"));
        }
        return password == null
                ? Mono.just("")
                : Mono.fromCallable(() -> passwords.encode(password)).subscribeOn(Schedulers.boundedElastic());
    }
}
