package io.roomcast.api.access;

import io.roomcast.model.sql.Rows;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds who a login belongs to, now: a member who was switched off a moment ago is nobody. */
@Component
@RequiredArgsConstructor
public class Callers {
    private static final String AT = "g.id AS organization_id, g.code, g.level, g.path";

    private static final String OWN = "SELECT m.id AS member_id, m.login_id, m.role, " + AT + """
            , CAST(NULL AS SIGNED) AS grant_id
            FROM kb_member m JOIN kb_organization g ON g.id = m.organization_id
            WHERE m.login_id = :login AND m.status = 'active' AND g.status = 'active'
            """;

    private static final String GRANTED = "SELECT m.id AS member_id, m.login_id, t.role, " + AT + """
            , t.id AS grant_id
            FROM kb_grant t JOIN kb_member m ON m.id = t.member_id JOIN kb_organization h ON h.id = m.organization_id
                 JOIN kb_organization g ON g.id = t.organization_id
            WHERE m.login_id = :login AND m.status = 'active' AND h.status = 'active' AND g.status = 'active'
              AND t.revoked_at IS NULL AND t.until_at > UTC_TIMESTAMP(3)
            """;

    private final DatabaseClient database;

    /** Empty for an unknown or inactive member, or one of an inactive organisation. */
    public Mono<Caller> byLogin(String loginId) {
        return find(database.sql(OWN), loginId).next();
    }

    /** Empty where the grant has ended, or is not theirs, or its organisation is switched off. */
    public Mono<Caller> underGrant(String loginId, long grantId) {
        return find(database.sql(GRANTED + "AND t.id = :grant").bind("grant", grantId), loginId)
                .next();
    }

    /** In the capacity that they had, as it is now; empty when they have it no more. */
    public Mono<Caller> again(Caller caller) {
        Long grantId = caller.grantId();
        return grantId == null ? byLogin(caller.loginId()) : underGrant(caller.loginId(), grantId);
    }

    /** As themselves, and under each grant that they hold now. */
    public Flux<Caller> everyCapacityOf(String loginId) {
        return find(database.sql(OWN + "UNION ALL " + GRANTED + "ORDER BY grant_id"), loginId);
    }

    private static Flux<Caller> find(GenericExecuteSpec statement, String loginId) {
        return statement
                .bind("login", loginId)
                .map(Rows.to(Caller.class))
                .all()
                // The column's collation takes Ä for a and full-width letters for ASCII; a login is one exact string.
                .filter(caller -> caller.loginId().equals(loginId));
    }
}
