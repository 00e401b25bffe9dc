package io.roomcast.api.member;

import io.roomcast.api.access.Caller;
import io.roomcast.api.access.Callers;
import io.roomcast.api.member.MemberAccess.Lent;
import io.roomcast.api.member.MemberAccess.Seen;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what somebody can see by asking as they would: with their scope, and the rights that every change asks for. */
@Component
@RequiredArgsConstructor
class MemberAccesses {
    private final DatabaseClient database;
    private final Members members;
    private final Callers callers;

    private record Counts(long organizations, long rooms, long phones, long schedules, long members) {}

    /** @throws io.roomcast.api.problem.ProblemException NOT_FOUND outside the caller's subtree */
    Mono<MemberAccess> of(Caller caller, long id) {
        return members.view(caller, id)
                .flatMap(member -> callers.byLogin(member.loginId()))
                .flatMap(they -> Mono.zip(organizations(they), grants(caller, they), counts(they))
                        .map(found -> access(they, found.getT1(), found.getT2(), found.getT3())))
                .defaultIfEmpty(MemberAccess.none(id));
    }

    private static MemberAccess access(Caller they, List<Seen> seen, List<Lent> grants, Counts counts) {
        List<String> rights = Arrays.stream(Right.values())
                .filter(they::may)
                .map(Enums::column)
                .toList();
        return new MemberAccess(
                they.memberId(),
                rights,
                seen,
                grants,
                counts.organizations(),
                counts.rooms(),
                counts.phones(),
                counts.schedules(),
                counts.members());
    }

    private Mono<List<Seen>> organizations(Caller they) {
        return database.sql(
                        "SELECT id, name, level FROM kb_organization WHERE path LIKE :scope ORDER BY LENGTH(path), id LIMIT 100")
                .bind("scope", they.scope())
                .map(Rows.to(Seen.class))
                .all()
                .collectList();
    }

    private Mono<List<Lent>> grants(Caller caller, Caller they) {
        return database.sql("""
                        SELECT t.id, g.name AS organization_name, t.role, t.until_at AS `until`
                        FROM kb_grant t JOIN kb_organization g ON g.id = t.organization_id
                        WHERE t.member_id = :member AND g.path LIKE :scope AND t.revoked_at IS NULL
                          AND t.until_at > UTC_TIMESTAMP(3) ORDER BY t.id""")
                .bind("member", they.memberId())
                .bind("scope", caller.scope())
                .map(Rows.to(Lent.class))
                .all()
                .collectList();
    }

    private Mono<Counts> counts(Caller they) {
        return database.sql("""
                        WITH seen AS (SELECT id FROM kb_organization WHERE path LIKE :scope)
                        SELECT (SELECT COUNT(*) FROM seen) AS organizations,
                               (SELECT COUNT(*) FROM kb_room WHERE organization_id IN (SELECT id FROM seen)) AS rooms,
                               (SELECT COUNT(*) FROM kb_bot b WHERE b.organization_id IN (SELECT id FROM seen)
                                   OR EXISTS (SELECT 1 FROM kb_room r WHERE r.bot_id = b.id
                                              AND r.organization_id IN (SELECT id FROM seen))) AS phones,
                               (SELECT COUNT(*) FROM kb_schedule WHERE deleted_at IS NULL
                                   AND organization_id IN (SELECT id FROM seen)) AS schedules,
                               (SELECT COUNT(*) FROM kb_member WHERE organization_id IN (SELECT id FROM seen)) AS members""")
                .bind("scope", they.scope())
                .map(Rows.to(Counts.class))
                .one();
    }
}
