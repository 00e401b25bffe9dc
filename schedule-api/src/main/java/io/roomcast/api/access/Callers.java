package io.roomcast.api.access;

import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds who a login belongs to, now: a member who was switched off a moment ago is nobody. */
@Component
@RequiredArgsConstructor
public class Callers {
    private final DatabaseClient database;

    /** Empty for an unknown or inactive member, or one of an inactive organisation. */
    public Mono<Caller> byLogin(String loginId) {
        return database.sql("""
                        SELECT m.id AS member_id, m.login_id, m.role, g.id AS organization_id, g.code, g.level, g.path
                        FROM kb_member m JOIN kb_organization g ON g.id = m.organization_id
                        WHERE m.login_id = :login AND m.status = 'active' AND g.status = 'active'""")
                .bind("login", loginId)
                .mapProperties(Caller.class)
                .one()
                // The column's collation takes Ä for a and full-width letters for ASCII; a login is one exact string.
                .filter(caller -> caller.loginId().equals(loginId));
    }
}
