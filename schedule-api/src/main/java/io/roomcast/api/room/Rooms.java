package io.roomcast.api.room;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.bot.Bots;
import io.roomcast.api.occurrence.Wakeups;
import io.roomcast.api.organization.Organizations;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.paging.Version;
import io.roomcast.api.problem.Checks;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.api.problem.QuietHoursRule;
import io.roomcast.model.occurrence.WaitReason;
import io.roomcast.model.org.Right;
import io.roomcast.model.quota.RoomQuotas;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rooms of the caller's subtree. A branch uses its rooms; agencies and above set them up. */
@Component
@RequiredArgsConstructor
public class Rooms {
    private static final String COLUMNS = """
            SELECT r.id, r.organization_id, g.path, r.bot_id, b.name AS bot_name, r.channel_id, r.name, r.kind, r.tags, r.time_zone, r.quotas,
                   r.quiet_from, r.quiet_until, r.status, r.paused_until, r.pause_reason, r.held_until, r.version, r.created_at, r.updated_at
            FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id JOIN kb_bot b ON b.id = r.bot_id
            """;

    private static final RoomQuotas NONE = new RoomQuotas(null, null, null, null, null);
    private static final Instant LATEST_PAUSE = Instant.parse("3000-01-01T00:00:00Z");

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Bots bots;
    private final Wakeups wakeups;
    private final Audit audit;

    /** @throws ProblemException NOT_FOUND outside the caller's subtree */
    public Mono<Room> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE r.id = :id AND g.path LIKE :scope")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Room.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /** Of a room that the caller knows of already. */
    public Mono<String> nameOf(long id) {
        return database.sql("SELECT name FROM kb_room WHERE id = :id")
                .bind("id", id)
                .map(row -> row.get("name", String.class))
                .one();
    }

    Mono<Page<Room>> list(Caller caller, PageRequest page) {
        return database.sql(COLUMNS + "WHERE g.path LIKE :scope AND r.id < :before ORDER BY r.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Room.class))
                .all()
                .collectList()
                .map(rows -> Page.of(rows, page, Room::id));
    }

    Mono<Room> create(Caller caller, RoomRequest request) {
        caller.require(Right.CHANGE_ROOMS);
        long organization = Objects.requireNonNullElse(request.organizationId(), caller.organizationId());
        return transactions.run(checkReferences(caller, organization, request)
                .then(database.sql("""
                                INSERT INTO kb_room (organization_id, bot_id, channel_id, name, kind, tags, time_zone, quotas,
                                       quiet_from, quiet_until, status)
                                VALUES (:organization, :bot, :channel, :name, :kind, :tags, :zone, :quotas, :quiet_from,
                                       :quiet_until, :status)""")
                        .filter(it -> it.returnGeneratedValues("id"))
                        .bind("organization", organization)
                        .bind("bot", request.botId())
                        .bind("channel", request.channelId())
                        .bind("name", request.name())
                        .bind("kind", request.kind())
                        .bind("tags", tags(request))
                        .bind("zone", zone(request.timeZone()))
                        .bind("quotas", json(quotas(caller, request, null)))
                        .bind("quiet_from", Parameter.fromOrEmpty(request.quietFrom(), LocalTime.class))
                        .bind("quiet_until", Parameter.fromOrEmpty(request.quietUntil(), LocalTime.class))
                        .bind("status", Objects.requireNonNullElse(request.status(), "active"))
                        .map(row -> row.get("id", Long.class))
                        .one())
                .flatMap(id -> get(caller, id))
                .transform(audit.creating(caller, Subject.ROOM, Room::id)));
    }

    Mono<Room> update(Caller caller, long id, int version, RoomRequest request) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_ROOMS))
                .flatMap(found -> change(caller, found, version, request))
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.error(Version::stale))
                .then(Mono.defer(() -> wakeups.inRoom(id, WaitReason.QUIET, WaitReason.QUOTA, WaitReason.GAP)))
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.ROOM, id, Action.UPDATED)));
    }

    /** Refused while schedules name it, or anything was ever due in it. */
    Mono<Void> delete(Caller caller, long id, int version) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.CHANGE_ROOMS))
                .doOnNext(found -> Version.check(version, found.version()))
                .flatMap(found -> database.sql("SELECT id FROM kb_room WHERE id = :id FOR UPDATE")
                        .bind("id", id)
                        .map(row -> row.get("id", Long.class))
                        .one())
                .flatMap(locked -> database.sql("""
                                SELECT id FROM kb_occurrence WHERE room_id = :id
                                UNION ALL SELECT broadcast_id FROM kb_broadcast_room WHERE room_id = :id LIMIT 1""")
                        .bind("id", id)
                        .map(row -> row.get("id", Long.class))
                        .one()
                        .hasElement())
                .flatMap(used -> used
                        ? Mono.error(ProblemException.of(
                                ProblemKind.CONFLICT, "Something was due in this room; make it inactive instead"))
                        : database.sql("DELETE FROM kb_room WHERE id = :id")
                                .bind("id", id)
                                .then())
                .transform(audit.changing(caller, Subject.ROOM, id, Action.DELETED)));
    }

    /** From the answer on no part starts in the room until then, or until it is resumed. */
    Mono<Room> pause(Caller caller, long id, PauseRequest request) {
        Checks.none()
                .require(request.until().isBefore(LATEST_PAUSE), "/until", "out_of_range", "Before the year 3000")
                .throwIfAny();
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .flatMap(found -> database.sql("""
                                UPDATE kb_room SET paused_until = :until, pause_reason = :reason, version = version + 1
                                WHERE id = :id""")
                        .bind("until", request.until())
                        .bind("reason", request.reason())
                        .bind("id", id)
                        .then())
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.ROOM, id, Action.PAUSED)));
    }

    Mono<Room> resume(Caller caller, long id) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .then(database.sql(
                                "UPDATE kb_room SET paused_until = NULL, pause_reason = NULL, version = version + 1 WHERE id = :id")
                        .bind("id", id)
                        .then())
                .then(Mono.defer(() -> wakeups.inRoom(id, WaitReason.ROOM_PAUSED)))
                .then(Mono.defer(() -> get(caller, id)))
                .transform(audit.changing(caller, Subject.ROOM, id, Action.RESUMED)));
    }

    private Mono<Long> change(Caller caller, Room found, int version, RoomRequest request) {
        long organization = Objects.requireNonNullElse(request.organizationId(), found.organizationId());
        return checkReferences(caller, organization, request)
                .then(database.sql("""
                                UPDATE kb_room SET organization_id = :organization, bot_id = :bot, channel_id = :channel,
                                       name = :name, kind = :kind, tags = :tags, time_zone = :zone, quotas = :quotas, quiet_from = :quiet_from,
                                       quiet_until = :quiet_until, status = :status,
                                       version = version + 1, updated_at = UTC_TIMESTAMP(3)
                                WHERE id = :id AND version = :version""")
                        .bind("organization", organization)
                        .bind("bot", request.botId())
                        .bind("channel", request.channelId())
                        .bind("name", request.name())
                        .bind("kind", request.kind())
                        .bind("tags", tags(request))
                        .bind("zone", zone(request.timeZone()))
                        .bind("quotas", json(quotas(caller, request, found.quotas())))
                        .bind("quiet_from", Parameter.fromOrEmpty(request.quietFrom(), LocalTime.class))
                        .bind("quiet_until", Parameter.fromOrEmpty(request.quietUntil(), LocalTime.class))
                        .bind("status", Objects.requireNonNullElse(request.status(), found.status()))
                        .bind("id", found.id())
                        .bind("version", version)
                        .fetch()
                        .rowsUpdated());
    }

    private Mono<Void> checkReferences(Caller caller, long organization, RoomRequest request) {
        QuietHoursRule.check(request.quietFrom(), request.quietUntil());
        Checks.none()
                .require(
                        ZoneId.getAvailableZoneIds().contains(zone(request.timeZone())),
                        "/timeZone",
                        "unknown",
                        "Not an IANA time zone")
                .throwIfAny();
        return organizations
                .named(caller, organization, "/organizationId")
                .then(Mono.defer(() -> bots.isUsable(caller, request.botId())))
                .filter(usable -> usable)
                .switchIfEmpty(Mono.error(() -> ProblemException.field("/botId", "unknown", "No such active bot")))
                .then();
    }

    /** In the order given, each once. */
    private static String tags(RoomRequest request) {
        return request.tags() == null ? "" : String.join(",", new LinkedHashSet<>(request.tags()));
    }

    /**
     * What others than head office leave out stays as it is: what they may not change, they do not have to know.
     *
     * @throws ProblemException INVALID
     */
    private static @Nullable RoomQuotas quotas(Caller caller, RoomRequest request, @Nullable RoomQuotas before) {
        RoomQuotas asked = NONE.equals(request.quotas()) ? null : request.quotas();
        if (caller.may(Right.SET_LIMITS)) {
            return asked;
        }
        Checks.none()
                .require(
                        asked == null || asked.equals(before),
                        "/quotas",
                        "not_allowed",
                        "Only head office sets other limits for a room")
                .throwIfAny();
        return before;
    }

    private static Parameter json(@Nullable RoomQuotas quotas) {
        return Parameter.fromOrEmpty(quotas == null ? null : quotas.toJson(), String.class);
    }

    private static String zone(@Nullable String zone) {
        return Objects.requireNonNullElse(zone, "Asia/Seoul");
    }
}
