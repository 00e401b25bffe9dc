package io.roomcast.api.channel;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
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
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who is told. A webhook's secret is made here and shown once. */
@Component
@RequiredArgsConstructor
class Channels {
    /** Standard Webhooks: 24 to 64 bytes. */
    private static final int SECRET_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String COLUMNS = """
            SELECT c.id, c.organization_id, g.name AS organization_name, c.kind, c.name, IF(:shown, c.url, NULL) AS url,
                   NULL AS secret, c.status, c.stopped_reason,
                   (SELECT COUNT(*) FROM kb_alert_notice n WHERE n.channel_id = c.id AND n.next_at IS NOT NULL) AS waiting,
                   (SELECT MAX(n.delivered_at) FROM kb_alert_notice n WHERE n.channel_id = c.id) AS last_delivered_at,
                   (SELECT IF(n.delivered_at IS NULL, n.failure, NULL) FROM kb_alert_notice n WHERE n.channel_id = c.id
                    ORDER BY n.id DESC LIMIT 1) AS last_failure,
                   c.version, c.created_at, c.updated_at
            FROM kb_alert_channel c JOIN kb_organization g ON g.id = c.organization_id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Notices notices;
    private final ChannelProperties properties;
    private final Audit audit;

    Mono<Page<Channel>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE g.path LIKE :scope AND c.id < :before ORDER BY c.id DESC LIMIT :rows")
                .bind("shown", caller.may(Right.CHANGE_ALERTS))
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Channel.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Channel::id));
    }

    /** @throws ProblemException NOT_FOUND outside the caller's subtree */
    Mono<Channel> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE c.id = :id AND g.path LIKE :scope")
                .bind("shown", caller.may(Right.CHANGE_ALERTS))
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Channel.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** @throws ProblemException FORBIDDEN, or INVALID naming the field */
    Mono<Channel> create(Caller caller, ChannelRequest request) {
        caller.require(Right.CHANGE_ALERTS);
        checkUrl(request);
        long organization = Objects.requireNonNullElse(request.organizationId(), caller.organizationId());
        String secret = request.isWebhook() ? secret() : null;
        return transactions
                .run(organizations
                        .named(caller, organization, "/organizationId")
                        .flatMap(found -> insert(found.id(), request, secret))
                        .flatMap(id -> get(caller, id))
                        .transform(audit.creating(caller, Subject.ALERT_CHANNEL, Channel::id)))
                .map(made -> made.withSecret(secret));
    }

    Mono<Channel> update(Caller caller, long id, int version, ChannelRequest request) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_ALERTS))
                .doOnNext(found -> checkStays(found, request))
                .flatMap(found -> change(found, version, request))
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(Version::stale))
                .then("inactive".equals(request.status()) ? notices.drop(id) : Mono.empty())
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.ALERT_CHANNEL, id, Action.UPDATED)));
    }

    /** What it was still to be told is dropped. */
    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_ALERTS))
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("DELETE FROM kb_alert_channel WHERE id = :id")
                        .bind("id", id)
                        .then())
                .transform(audit.changing(caller, Subject.ALERT_CHANNEL, id, Action.DELETED)));
    }

    private void checkUrl(ChannelRequest request) {
        Checks.none()
                .require(
                        request.isWebhook() == (request.url() != null),
                        "/url",
                        "invalid",
                        "A webhook has one, a log has none")
                .require(
                        request.url() == null || WebhookUrls.isCallable(request.url(), properties.privateAddresses()),
                        "/url",
                        "invalid",
                        properties.privateAddresses() ? WebhookUrls.ANY_RULE : WebhookUrls.PUBLIC_RULE)
                .throwIfAny();
    }

    private void checkStays(Channel found, ChannelRequest request) {
        Checks.none()
                .require(found.kind().equals(request.kind()), "/kind", "not_allowed", "It stays " + found.kind())
                .require(
                        request.organizationId() == null || request.organizationId() == found.organizationId(),
                        "/organizationId",
                        "not_allowed",
                        "It stays where it was made")
                .throwIfAny();
        checkUrl(request);
    }

    private Mono<Long> insert(long organization, ChannelRequest request, @Nullable String secret) {
        return database.sql("""
                        INSERT INTO kb_alert_channel (organization_id, kind, name, url, secret, status)
                        VALUES (:organization, :kind, :name, :url, :secret, :status)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("organization", organization)
                .bind("kind", request.kind())
                .bind("name", request.name())
                .bind("url", Parameter.fromOrEmpty(request.url(), String.class))
                .bind("secret", Parameter.fromOrEmpty(secret, String.class))
                .bind("status", Objects.requireNonNullElse(request.status(), "active"))
                .map(row -> row.get("id", Long.class))
                .one();
    }

    /** Whoever switches it on again has seen why it was off. */
    private Mono<Long> change(Channel found, int version, ChannelRequest request) {
        return database.sql("""
                        UPDATE kb_alert_channel SET name = :name, url = :url, status = :status,
                               stopped_reason = IF(:status = 'active', NULL, stopped_reason), version = version + 1
                        WHERE id = :id AND version = :version""")
                .bind("name", request.name())
                .bind("url", Parameter.fromOrEmpty(request.url(), String.class))
                .bind("status", Objects.requireNonNullElse(request.status(), found.status()))
                .bind("id", found.id())
                .bind("version", version)
                .fetch()
                .rowsUpdated();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "whsec_" + Base64.getEncoder().encodeToString(bytes);
    }
}
