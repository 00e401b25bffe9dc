package io.roomcast.model.proof;

import io.roomcast.model.content.ContentJson;
import io.roomcast.model.content.MessageContent;
import io.roomcast.model.content.PartKind;
import io.roomcast.model.event.SendResultEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.PartState;
import io.roomcast.model.outbox.Outbox;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * Writes the one row of {@code kb_schedule_logs} and the one result event that an occurrence gets at its end.
 *
 * <p>Called in the transaction that makes the state final, so state, row and event come together or not at all. The row
 * is unique per occurrence: a second end would fail the transaction.
 */
public final class SendLogs {
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    private static final String INSERT = """
            INSERT INTO kb_schedule_logs (occurrence_id, schedule_id, organization_id, room_id, target_room_id,
             sent_message_text, sent_images_1, sent_images_2, send_components, status, confirmed, error_message,
             api_response, scheduled_at, started_at, completed_at, duration_ms) VALUES\s""";

    private final DatabaseClient database;
    private final Outbox outbox;

    record Ended(
            long id,
            @Nullable Long scheduleId,
            long organizationId,
            long roomId,
            String channelId,
            String state,
            String content,
            @Nullable String reasonCode,
            @Nullable String reasonDetail,
            Instant scheduledAt,
            @Nullable Instant startedAt,
            Instant finishedAt) {}

    record EndedPart(
            long occurrenceId,
            int position,
            String kind,
            String state,
            @Nullable Instant calledAt,
            @Nullable Instant finishedAt,
            @Nullable Instant confirmedAt,
            @Nullable String evidence,
            @Nullable String detail) {}

    public SendLogs(DatabaseClient database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** @param occurrences ids of occurrences whose rows this transaction has just made final */
    public Mono<Void> record(Collection<Long> occurrences) {
        if (occurrences.isEmpty()) {
            return Mono.empty();
        }
        Mono<List<Ended>> ended = ended(occurrences);
        return ended.zipWhen(all -> parts(occurrences)).flatMap(both -> write(both.getT1(), both.getT2()));
    }

    /** Writes the row of one whose UNKNOWN was settled anew, and tells its result again. In the caller's transaction. */
    public Mono<Void> amend(long occurrence) {
        List<Long> ids = List.of(occurrence);
        return database.sql("DELETE FROM kb_schedule_logs WHERE occurrence_id = :id")
                .bind("id", occurrence)
                .then()
                .then(Mono.defer(() -> record(ids)));
    }

    private Mono<List<Ended>> ended(Collection<Long> occurrences) {
        return database.sql("""
                        SELECT o.id, o.schedule_id, o.organization_id, o.room_id, r.channel_id, o.state, o.content,
                               o.reason_code, o.reason_detail, o.scheduled_at, o.started_at, o.finished_at
                        FROM kb_occurrence o JOIN kb_room r ON r.id = o.room_id
                        WHERE o.id IN (:ids) ORDER BY o.id""")
                .bind("ids", occurrences)
                .map(Rows.to(Ended.class))
                .all()
                .collectList();
    }

    private Mono<Map<Long, List<EndedPart>>> parts(Collection<Long> occurrences) {
        return database.sql("""
                        SELECT occurrence_id, position, kind, state, called_at, finished_at, confirmed_at, evidence, detail
                        FROM kb_part WHERE occurrence_id IN (:ids) ORDER BY occurrence_id, position""")
                .bind("ids", occurrences)
                .map(Rows.to(EndedPart.class))
                .all()
                .collect(Collectors.groupingBy(EndedPart::occurrenceId));
    }

    private Mono<Void> write(List<Ended> all, Map<Long, List<EndedPart>> parts) {
        if (all.isEmpty()) {
            return Mono.empty();
        }
        GenericExecuteSpec statement = database.sql(INSERT + String.join(",", Collections.nCopies(all.size(), ROW)));
        var binder = new Binder(statement);
        all.forEach(ended -> bind(binder, ended, parts.getOrDefault(ended.id(), List.of())));
        return binder.statement()
                .then()
                .then(Mono.defer(() -> outbox.append(all.stream()
                        .map(ended -> event(ended, parts.getOrDefault(ended.id(), List.of())))
                        .toList())));
    }

    private void bind(Binder row, Ended ended, List<EndedPart> parts) {
        MessageContent content = ContentJson.content(ended.content());
        row.add(ended.id()).add(ended.scheduleId(), Long.class).add(ended.organizationId());
        row.add(ended.roomId()).add(ended.channelId());
        row.add(wasSent(parts, PartKind.TEXT) ? content.text() : null, String.class);
        row.add(wasSent(parts, PartKind.IMAGES_1) ? ContentJson.write(content.images1()) : null, String.class);
        row.add(wasSent(parts, PartKind.IMAGES_2) ? ContentJson.write(content.images2()) : null, String.class);
        row.add(components(parts)).add(Enums.column(OccurrenceState.valueOf(ended.state())));
        row.add(isConfirmed(parts) ? 1 : 0).add(error(ended), String.class).add(ContentJson.write(parts));
        row.add(ended.scheduledAt()).add(ended.startedAt(), Instant.class).add(ended.finishedAt());
        row.add(duration(ended), Long.class);
    }

    private static Outbox.Entry event(Ended ended, List<EndedPart> parts) {
        var payload = new SendResultEvent(
                ended.id(),
                ended.scheduleId(),
                ended.organizationId(),
                ended.roomId(),
                OccurrenceState.valueOf(ended.state()),
                isConfirmed(parts),
                ended.reasonCode(),
                ended.scheduledAt(),
                ended.startedAt(),
                ended.finishedAt(),
                parts.stream().map(SendLogs::part).toList());
        return new Outbox.Entry(Topics.DISPATCH_RESULTS, Long.toString(ended.roomId()), payload);
    }

    private static SendResultEvent.Part part(EndedPart part) {
        return new SendResultEvent.Part(
                part.position(), PartKind.valueOf(part.kind()), PartState.valueOf(part.state()), part.evidence());
    }

    private static boolean wasSent(List<EndedPart> parts, PartKind kind) {
        return parts.stream()
                .anyMatch(part -> part.kind().equals(kind.name())
                        && PartState.valueOf(part.state()).isSent());
    }

    private static String components(List<EndedPart> parts) {
        return parts.stream()
                .filter(part -> PartState.valueOf(part.state()).isSent())
                .map(part -> Enums.column(PartKind.valueOf(part.kind())))
                .collect(Collectors.joining(","));
    }

    private static boolean isConfirmed(List<EndedPart> parts) {
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.state().equals(PartState.CONFIRMED.name()));
    }

    private static @Nullable String error(Ended ended) {
        if (ended.reasonCode() == null) {
            return null;
        }
        return ended.reasonDetail() == null ? ended.reasonCode() : ended.reasonCode() + ": " + ended.reasonDetail();
    }

    private static @Nullable Long duration(Ended ended) {
        return ended.startedAt() == null
                ? null
                // A column of 31 bits: what took longer than 24 days took 24.
                : Math.min(
                        Integer.MAX_VALUE,
                        Duration.between(ended.startedAt(), ended.finishedAt()).toMillis());
    }
}
