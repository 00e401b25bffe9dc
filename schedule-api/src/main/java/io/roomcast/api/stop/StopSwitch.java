package io.roomcast.api.stop;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.occurrence.Wakeups;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.room.Rooms;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stops and lets go on. Head office stops anything; others an organisation or a room at or below their own. */
@Component
@RequiredArgsConstructor
class StopSwitch {
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Seen by whom they concern: those below a stopped organisation, and those above. */
    private static final String SEEN = """
            SELECT t.id, t.scope, t.target_id, COALESCE(g.name, b.name, r.name) AS target_name, t.reason,
                   t.until_at AS `until`, t.created_by, t.created_at, t.lifted_at
            FROM kb_stop t
                 LEFT JOIN kb_organization g ON t.scope = 'organization' AND g.id = t.target_id
                 LEFT JOIN kb_bot b ON t.scope = 'bot' AND b.id = t.target_id
                 LEFT JOIN kb_room r ON t.scope = 'room' AND r.id = t.target_id
                 LEFT JOIN kb_organization h ON h.id = r.organization_id
            WHERE t.lifted_at IS NULL AND t.until_at > UTC_TIMESTAMP(3)
              AND (t.scope = 'all' OR g.path LIKE :scope OR :path LIKE CONCAT(g.path, '%') OR h.path LIKE :scope
                   OR EXISTS (SELECT 1 FROM kb_room s JOIN kb_organization o ON o.id = s.organization_id
                              WHERE s.bot_id = b.id AND o.path LIKE :scope))
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Rooms rooms;
    private final Wakeups wakeups;
    private final DatabaseClock clock;
    private final Audit audit;

    Mono<List<Stop>> open(Caller caller) {
        return database.sql(SEEN + "ORDER BY t.id DESC")
                .bind("scope", caller.scope())
                .bind("path", caller.path())
                .map(Rows.to(Stop.class))
                .all()
                .collectList();
    }

    private Mono<Stop> get(Caller caller, long id) {
        return database.sql(SEEN + "AND t.id = :id")
                .bind("scope", caller.scope())
                .bind("path", caller.path())
                .bind("id", id)
                .map(Rows.to(Stop.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** From the answer on no part starts in what was stopped. */
    Mono<StopResponse> stop(Caller caller, StopRequest request) {
        caller.require(Right.SEND);
        Checks.none()
                .require(
                        request.until().isBefore(clock.now().plus(LONGEST)),
                        "/until",
                        "out_of_range",
                        "At most 31 days ahead")
                .require(
                        request.scope().equals("all") == (request.targetId() == null),
                        "/targetId",
                        "required",
                        "Required for organization, bot and room, and for these only")
                .throwIfAny();
        return transactions.run(requireRight(caller, request)
                .then(lockGuard())
                .then(Mono.defer(() -> insert(caller, request)))
                .flatMap(id -> setGuard().then(Mono.defer(() -> get(caller, id))))
                .transform(audit.creating(caller, Subject.STOP, Stop::id))
                .zipWhen(stop -> inFlight(stop.id()))
                .map(both -> new StopResponse(both.getT1(), both.getT2())));
    }

    /** Only whoever stands at or above those who stopped it. @throws ProblemException NOT_FOUND, FORBIDDEN */
    Mono<Stop> lift(Caller caller, long id) {
        return transactions
                .run(get(caller, id)
                        .doOnNext(found -> caller.require(Right.SEND))
                        .filterWhen(found -> isAtOrAbove(caller, found))
                        .switchIfEmpty(Mono.error(() -> ProblemException.of(
                                ProblemKind.FORBIDDEN, "It was stopped by an organisation above yours")))
                        .flatMap(found -> lockGuard()
                                .then(setLifted(caller, id)
                                        .then(Mono.defer(this::setGuard))
                                        .then(Mono.defer(() -> lifted(found)))
                                        .transform(audit.changing(caller, Subject.STOP, id, Action.LIFTED)))))
                // Not under the guard: whoever starts a part would wait for the locks of all these rooms.
                .delayUntil(lifted -> transactions.run(wakeups.inScope(lifted.scope(), lifted.targetId())));
    }

    private Mono<Void> setLifted(Caller caller, long id) {
        return database.sql("""
                        UPDATE kb_stop SET lifted_at = UTC_TIMESTAMP(3), lifted_by = :login
                        WHERE id = :id AND lifted_at IS NULL""").bind("login", caller.loginId()).bind("id", id).then();
    }

    private Mono<Void> requireRight(Caller caller, StopRequest request) {
        long target = Objects.requireNonNullElse(request.targetId(), 0L);
        return switch (request.scope()) {
            case "organization" -> known(organizations.get(caller, target));
            case "room" -> known(rooms.get(caller, target));
            default -> {
                caller.require(Right.STOP_EVERYTHING);
                yield request.scope().equals("all") ? Mono.empty() : known(bot(target));
            }
        };
    }

    private static Mono<Void> known(Mono<?> target) {
        return target.onErrorMap(ProblemException.class, outside -> unknownTarget())
                .switchIfEmpty(Mono.error(StopSwitch::unknownTarget))
                .then();
    }

    private static ProblemException unknownTarget() {
        return ProblemException.field("/targetId", "unknown", "No such thing at or below your organisation");
    }

    private Mono<Long> bot(long id) {
        return database.sql("SELECT id FROM kb_bot WHERE id = :id")
                .bind("id", id)
                .map(row -> row.get("id", Long.class))
                .one();
    }

    private Mono<Void> lockGuard() {
        return database.sql("SELECT id FROM kb_stop_guard WHERE id = 1 FOR UPDATE")
                .map(row -> row.get("id", Integer.class))
                .one()
                .then();
    }

    private Mono<Void> setGuard() {
        return database.sql(
                        "UPDATE kb_stop_guard SET open_until = (SELECT MAX(until_at) FROM kb_stop WHERE lifted_at IS NULL)")
                .then();
    }

    private Mono<Long> insert(Caller caller, StopRequest request) {
        return database.sql("""
                        INSERT INTO kb_stop (scope, target_id, reason, until_at, created_by, created_by_path)
                        VALUES (:scope, :target, :reason, :until, :login, :path)""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("scope", request.scope())
                .bind("target", Parameter.fromOrEmpty(request.targetId(), Long.class))
                .bind("reason", request.reason())
                .bind("until", request.until())
                .bind("login", caller.loginId())
                .bind("path", caller.path())
                .map(row -> row.get("id", Long.class))
                .one();
    }

    /** Parts that had started when the guard was taken, in rooms that are stopped now. */
    private Mono<Integer> inFlight(long stopId) {
        return database.sql("""
                        SELECT COUNT(*) AS n FROM kb_occurrence o JOIN kb_part p ON p.occurrence_id = o.id
                             JOIN kb_room r ON r.id = o.room_id JOIN kb_organization g ON g.id = r.organization_id
                             JOIN kb_stop t ON t.id = :stop
                        WHERE o.wake_at IS NOT NULL AND o.state = 'SENDING' AND p.state = 'SENDING'
                          AND (t.scope = 'all' OR (t.scope = 'room' AND t.target_id = r.id)
                               OR (t.scope = 'bot' AND t.target_id = r.bot_id)
                               OR (t.scope = 'organization' AND g.path LIKE CONCAT('%/', t.target_id, '/%')))""")
                .bind("stop", stopId)
                .map(row -> row.get("n", Integer.class))
                .one();
    }

    private Mono<Boolean> isAtOrAbove(Caller caller, Stop stop) {
        return database.sql("""
                        SELECT id FROM kb_stop WHERE id = :id AND created_by_path LIKE :scope""")
                .bind("id", stop.id())
                .bind("scope", caller.scope())
                .map(row -> row.get("id", Long.class))
                .one()
                .hasElement();
    }

    private Mono<Stop> lifted(Stop found) {
        return Mono.just(new Stop(
                found.id(),
                found.scope(),
                found.targetId(),
                found.targetName(),
                found.reason(),
                found.until(),
                found.createdBy(),
                found.createdAt(),
                clock.now()));
    }
}
