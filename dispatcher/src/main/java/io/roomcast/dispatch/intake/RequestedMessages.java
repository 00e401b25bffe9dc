package io.roomcast.dispatch.intake;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.ImageRef;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.SendOrder;
import io.roomcast.model.content.Sha256;
import io.roomcast.model.event.BadEventException;
import io.roomcast.model.event.IncomingEvent;
import io.roomcast.model.event.MessageRequestedEvent;
import io.roomcast.model.line.RoomLine;
import io.roomcast.model.org.OrganizationPath;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Turns another system's wish to send at once into an occurrence, under the rights of the member it names.
 *
 * <p>The same event again (same source and id) changes nothing. Blocks the listener for one short transaction, so that
 * the offset moves only when the message is on record.
 */
@Component
@RequiredArgsConstructor
class RequestedMessages {
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    private static final int DEFAULT_PRIORITY = 5;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final RoomLine line;

    private record Sender(long organizationId, String path, String role) {}

    private record Target(String path) {}

    private record ImageRow(long id, String sha256, String name, String mediaType) {}

    /** Returns the room to wake. @throws BadEventException naming the field and the rule */
    long accept(IncomingEvent event, MessageRequestedEvent request) {
        MessageRules.check(request);
        // The consumer's thread is the one place that may wait: nothing else runs on it.
        transactions
                .run(store(event, request))
                .toFuture()
                .orTimeout(LONGEST_WRITE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
        return request.roomId();
    }

    private static List<Long> ids(@Nullable List<Long> ids) {
        return ids == null ? List.of() : ids;
    }

    private Mono<Void> store(IncomingEvent event, MessageRequestedEvent request) {
        return sender(request)
                .zipWhen(sender -> checkRoom(sender, request))
                .flatMap(both -> content(both.getT1(), request)
                        .flatMap(content -> line.join(request.roomId())
                                .flatMap(moment -> insert(event, request, both.getT1(), content, moment))));
    }

    private Mono<Sender> sender(MessageRequestedEvent request) {
        return database.sql("""
                        SELECT g.id AS organization_id, g.path, m.role
                        FROM kb_member m JOIN kb_organization g ON g.id = m.organization_id
                        WHERE m.login_id = :login AND m.status = 'active' AND g.status = 'active'""")
                .bind("login", request.memberLogin())
                .map(Rows.to(Sender.class))
                .one()
                .switchIfEmpty(refused("memberLogin", "no active member has this login"))
                .filter(sender -> sender.role().equals("manager"))
                .switchIfEmpty(refused("memberLogin", "this member may not send"));
    }

    private Mono<Target> checkRoom(Sender sender, MessageRequestedEvent request) {
        return database.sql("""
                        SELECT g.path FROM kb_room r JOIN kb_organization g ON g.id = r.organization_id
                        WHERE r.id = :room AND r.status = 'active'""")
                .bind("room", request.roomId())
                .map(Rows.to(Target.class))
                .one()
                .filter(room -> new OrganizationPath(sender.path()).contains(new OrganizationPath(room.path())))
                .switchIfEmpty(refused("roomId", "no such room below the member's organisation"));
    }

    private Mono<MessageContent> content(Sender sender, MessageRequestedEvent request) {
        return images(sender, "images1", ids(request.images1()))
                .zipWith(images(sender, "images2", ids(request.images2())))
                .map(groups -> new MessageContent(
                        request.text(),
                        groups.getT1(),
                        groups.getT2(),
                        Objects.requireNonNullElse(request.sendOrder(), SendOrder.TEXT_FIRST),
                        Objects.requireNonNullElse(request.sendIntervalSeconds(), 1),
                        0,
                        0));
    }

    private Mono<List<ImageRef>> images(Sender sender, String field, List<Long> ids) {
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql("""
                        SELECT i.id, i.sha256, i.name, i.media_type
                        FROM kb_image i JOIN kb_organization g ON g.id = i.organization_id
                        WHERE i.id IN (:ids) AND i.deleted_at IS NULL AND g.path LIKE :scope""")
                .bind("ids", ids)
                .bind("scope", new OrganizationPath(sender.path()).subtreePattern())
                .map(Rows.to(ImageRow.class))
                .all()
                .collectMap(ImageRow::id, row -> new ImageRef(row.id(), row.sha256(), row.name(), row.mediaType()))
                .flatMap(found -> found.keySet().containsAll(ids)
                        ? Mono.just(ids.stream().map(found::get).toList())
                        : refused(field, "no such image in the member's library"));
    }

    private Mono<Void> insert(
            IncomingEvent event, MessageRequestedEvent request, Sender sender, MessageContent content, Instant moment) {
        String stored = ContentJson.write(content);
        return database.sql("""
                        INSERT INTO kb_occurrence (source_key, origin, organization_id, room_id, scheduled_at, expires_at, priority,
                               held_at_night, state, wake_at, content, content_hash)
                        VALUES (:source, 'EVENT', :organization, :room, :moment, :moment + INTERVAL %d SECOND, :priority, :advertising, 'QUEUED',
                               UTC_TIMESTAMP(3) + INTERVAL 10 SECOND, :content, :hash)
                        ON DUPLICATE KEY UPDATE id = id""".formatted(MessageRequestedEvent.WINDOW.toSeconds()))
                .bindValues(Map.of(
                        "advertising", Boolean.TRUE.equals(request.advertising()),
                        "source", Sha256.hex(event.source() + "\n" + event.id()),
                        "organization", sender.organizationId(),
                        "room", request.roomId(),
                        "moment", moment,
                        "priority", Objects.requireNonNullElse(request.priority(), DEFAULT_PRIORITY),
                        "content", stored,
                        "hash", Sha256.hex(stored)))
                .then();
    }

    private static <T> Mono<T> refused(String field, String rule) {
        return Mono.error(() -> new BadEventException("data." + field + ": " + rule));
    }
}
