package io.roomcast.api.bot;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Phones belong to the head office; others see those that serve a room of theirs, and change none. */
@Component
@RequiredArgsConstructor
public class Bots {
    private static final String COLUMNS = """
            SELECT b.id, b.organization_id, b.name, b.gateway, b.endpoint, b.status, b.version, b.created_at, b.updated_at,
                   h.seen_at, h.failing_since, h.failure
            FROM kb_bot b JOIN kb_organization g ON g.id = b.organization_id LEFT JOIN kb_phone_health h ON h.bot_id = b.id
            """;
    private static final String SEEN = """
            (g.path LIKE :scope OR EXISTS (SELECT 1 FROM kb_room r JOIN kb_organization o ON o.id = r.organization_id
                                           WHERE r.bot_id = b.id AND o.path LIKE :scope))""";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND for one that serves no room of the caller's */
    public Mono<Bot> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE b.id = :id AND " + SEEN)
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Bot.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** Whether the caller sees such a bot, and it is active: only then may a room be put on it. */
    public Mono<Boolean> isUsable(Caller caller, long id) {
        return get(caller, id).map(bot -> bot.status().equals("active")).onErrorReturn(ProblemException.class, false);
    }

    Mono<Page<Bot>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE " + SEEN + " AND b.id < :before ORDER BY b.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Bot.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Bot::id));
    }

    Mono<Bot> create(Caller caller, BotRequest request) {
        caller.require(Right.CHANGE_PHONES);
        return transactions.run(database.sql("""
                        INSERT INTO kb_bot (organization_id, name, gateway, endpoint, status)
                        VALUES (:organization, :name, :gateway, :endpoint, :status)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("organization", caller.organizationId())
                .bind("name", request.name())
                .bind("gateway", request.gateway())
                .bind("endpoint", request.endpoint())
                .bind("status", Objects.requireNonNullElse(request.status(), "active"))
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.BOT, Bot::id)));
    }

    Mono<Bot> update(Caller caller, long id, int version, BotRequest request) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_PHONES))
                .flatMap(found -> database.sql("""
                                UPDATE kb_bot SET name = :name, gateway = :gateway, endpoint = :endpoint, status = :status,
                                       version = version + 1 WHERE id = :id AND version = :version""")
                        .bind("name", request.name())
                        .bind("gateway", request.gateway())
                        .bind("endpoint", request.endpoint())
                        .bind("status", Objects.requireNonNullElse(request.status(), found.status()))
                        .bind("id", id)
                        .bind("version", version)
                        .fetch()
                        .rowsUpdated())
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(Version::stale))
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.BOT, id, Action.UPDATED)));
    }

    /** Refused while rooms use it. */
    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_PHONES))
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("DELETE FROM kb_bot WHERE id = :id")
                        .bind("id", id)
                        .then())
                .transform(audit.changing(caller, Subject.BOT, id, Action.DELETED)));
    }
}
