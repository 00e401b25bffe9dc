package io.roomcast.api.audit;

import io.roomcast.api.access.Caller;
import io.roomcast.model.content.ContentJson;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Puts on record what a member does. All of it in the caller's transaction: what is rolled back was never done, and what is
 * done cannot miss from the record.
 */
@Component
@RequiredArgsConstructor
public class Audit {
    private static final String EVERYWHERE = "/%";

    private final DatabaseClient database;

    /** @param memberId null: nobody who is known @param grantId null: with the rights of one's own */
    private record Who(
            @Nullable Long memberId,
            String loginId,
            @Nullable Long grantId) {
        static Who of(Caller caller) {
            return new Who(caller.memberId(), caller.loginId(), caller.grantId());
        }
    }

    /** @param id null: no single row @param path of the organisation it belongs to */
    private record What(Subject subject, @Nullable Long id, String name, String path) {}

    /** @param id null: nobody has this login @param path of the member's organisation, or of the topmost */
    private record Account(@Nullable Long id, String path) {}

    /**
     * For {@code work.transform(…)}: records what it changes in the row, if anything. Locks the row first: nobody changes it
     * between what is recorded as before and the work.
     */
    public <T> UnaryOperator<Mono<T>> changing(Caller caller, Subject subject, long id, Action action) {
        return work -> image(caller.scope(), subject, id, "FOR UPDATE")
                .flatMap(before -> work.singleOptional()
                        .delayUntil(result -> image(caller.scope(), subject, id, "")
                                .flatMap(after -> record(caller, subject, id, action, before, after))))
                .flatMap(Mono::justOrEmpty);
    }

    /** For {@code work.transform(…)}: records what it made. */
    public <T> UnaryOperator<Mono<T>> creating(Caller caller, Subject subject, ToLongFunction<T> id) {
        return work -> work.delayUntil(made -> image(caller.scope(), subject, id.applyAsLong(made), "")
                .flatMap(after -> record(caller, subject, id.applyAsLong(made), Action.CREATED, RowImage.NONE, after)));
    }

    /** Records what leaves the row as it is. */
    public Mono<Void> done(Caller caller, Subject subject, long id, Action action, List<FieldChange> changes) {
        return image(caller.scope(), subject, id, "").flatMap(image -> {
            var what = new What(subject, id, image.name(), image.path());
            return insert(Who.of(caller), action, what, changes);
        });
    }

    /** Records what nobody did: the service itself, by a rule. */
    public Mono<Void> bySystem(Subject subject, long id, Action action, List<FieldChange> changes) {
        return image(EVERYWHERE, subject, id, "")
                .flatMap(image -> insert(
                        new Who(null, "", null), action, new What(subject, id, image.name(), image.path()), changes));
    }

    /** Records what is about no single row of the caller's, under the caller's own organisation. */
    public Mono<Void> done(Caller caller, Subject subject, String name, Action action, List<FieldChange> changes) {
        return insert(Who.of(caller), action, new What(subject, null, name, caller.path()), changes);
    }

    /** Records that somebody looked at these rows, which hold what is personal; nothing where there are none. */
    public Mono<Void> viewed(Caller caller, Subject subject, List<Long> ids) {
        return ids.isEmpty()
                ? Mono.empty()
                : done(caller, subject, "", Action.VIEWED, FieldChange.told(Map.of("ids", ids)));
    }

    /** Of a login that nobody has, head office hears. */
    public Mono<Void> session(Action action, String loginId) {
        return account(loginId)
                .flatMap(account -> insert(
                        new Who(account.id(), loginId, null),
                        action,
                        new What(Subject.MEMBER, account.id(), loginId, account.path()),
                        List.of()));
    }

    private Mono<RowImage> image(String scope, Subject subject, long id, String lock) {
        return database.sql(subject.select() + lock)
                .bind("id", id)
                .bind("scope", scope)
                .map(RowImage::of)
                .one()
                .defaultIfEmpty(RowImage.NONE);
    }

    private Mono<Void> record(Caller caller, Subject subject, long id, Action action, RowImage before, RowImage after) {
        List<FieldChange> changes = before.changesTo(after);
        RowImage named = after.isNone() ? before : after;
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        boolean moved = !before.isNone() && !after.isNone() && !before.path().equals(after.path());
        return moved
                ? moved(caller, subject, id, action, before, after, changes)
                : insert(Who.of(caller), action, new What(subject, id, named.name(), named.path()), changes);
    }

    /** From one organisation to another: each learns of its part, and the new one not what was there before. */
    private Mono<Void> moved(
            Caller caller,
            Subject subject,
            long id,
            Action action,
            RowImage before,
            RowImage after,
            List<FieldChange> changes) {
        List<FieldChange> arrived = changes.stream()
                .map(change -> new FieldChange(change.field(), null, change.after()))
                .toList();
        return insert(Who.of(caller), action, new What(subject, id, before.name(), before.path()), changes)
                .then(insert(Who.of(caller), action, new What(subject, id, after.name(), after.path()), arrived));
    }

    private Mono<Void> insert(Who who, Action action, What what, List<FieldChange> changes) {
        return Mono.deferContextual(context -> insert(Actor.of(context), who, action, what, changes));
    }

    private Mono<Void> insert(Actor actor, Who who, Action action, What what, List<FieldChange> changes) {
        return database.sql("""
                        INSERT INTO kb_audit_log (organization_path, member_id, login_id, grant_id, origin, address, action, subject,
                               subject_id, subject_name, changes)
                        VALUES (:path, :member, :login, :grant, :origin, :address, :action, :subject, :id, :name, :changes)""")
                .bind("path", what.path())
                .bind("member", Parameter.fromOrEmpty(who.memberId(), Long.class))
                .bind("login", who.loginId())
                .bind("grant", Parameter.fromOrEmpty(who.grantId(), Long.class))
                .bind("origin", actor.origin())
                .bind("address", Parameter.fromOrEmpty(actor.address(), String.class))
                .bind("action", Enums.column(action))
                .bind("subject", Enums.column(what.subject()))
                .bind("id", Parameter.fromOrEmpty(what.id(), Long.class))
                .bind("name", what.name())
                .bind("changes", ContentJson.write(changes))
                .then();
    }

    /** Upper and lower case are one to whoever signs in; what else the column's collation takes for the same is not. */
    private Mono<Account> account(String loginId) {
        return database.sql("""
                        SELECT m.id, COALESCE(g.path, top.path) AS path
                        FROM kb_organization top
                             LEFT JOIN kb_member m ON m.login_id = :login
                                  AND LOWER(m.login_id) COLLATE utf8mb4_bin = LOWER(:login)
                             LEFT JOIN kb_organization g ON g.id = m.organization_id
                        WHERE top.parent_id IS NULL ORDER BY top.id LIMIT 1""")
                .bind("login", loginId)
                .map(Rows.to(Account.class))
                .one();
    }
}
