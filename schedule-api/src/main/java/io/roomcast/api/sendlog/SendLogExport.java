package io.roomcast.api.sendlog;

import io.roomcast.api.access.Caller;
import io.roomcast.api.export.ExportRequest;
import io.roomcast.api.export.ExportSource;
import io.roomcast.api.problem.Checks;
import io.roomcast.model.sql.Conditions;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The record of what was sent as a file: organisation by organisation, each by its due moments. So ix_logs_due gives the
 * rows in their order and every piece begins where the one before ended, whatever the caller's subtree is.
 *
 * <p>A run that ends while the file is written is in it unless the file is past its due moment already.
 */
@Component
@RequiredArgsConstructor
class SendLogExport implements ExportSource {
    /** Looked at in one statement: many of them may have no run in the period. */
    private static final int ORGANIZATIONS_AT_ONCE = 50;

    private final DatabaseClient database;

    private record Row(
            long id,
            long occurrenceId,
            @Nullable Long scheduleId,
            long organizationId,
            String organizationName,
            long roomId,
            @Nullable String roomName,
            @Nullable String sentMessageText,
            @Nullable String sendComponents,
            String status,
            int confirmed,
            @Nullable String errorMessage,
            Instant scheduledAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Integer durationMs) {}

    /** The row after which the next piece begins. */
    private record Place(long organizationId, Instant scheduledAt, long id) {
        static final Place FIRST = new Place(0, Instant.EPOCH, 0);

        static Place parse(@Nullable String text) {
            if (text == null) {
                return FIRST;
            }
            String[] parts = text.split("/", 3);
            return new Place(Long.parseLong(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2]));
        }

        static Place of(Row row) {
            return new Place(row.organizationId(), row.scheduledAt(), row.id());
        }

        static Place behind(long organizationId) {
            return new Place(organizationId + 1, Instant.EPOCH, 0);
        }

        String write() {
            return organizationId + "/" + scheduledAt + "/" + id;
        }
    }

    @Override
    public String kind() {
        return "send_log";
    }

    @Override
    public List<String> header() {
        return List.of(
                "due_at",
                "started_at",
                "completed_at",
                "time_zone",
                "organization",
                "room",
                "status",
                "confirmed",
                "components",
                "text",
                "reason",
                "duration_ms",
                "schedule_id",
                "room_id",
                "occurrence_id");
    }

    @Override
    public void check(ExportRequest request, Checks checks) {
        String status = request.status();
        checks.require(
                status == null || SendLogParameters.STATUSES.contains(status),
                "/status",
                "not_one_of",
                "One of " + SendLogParameters.STATUSES);
        request.checkPeriod(checks);
        request.checkNoGroups(checks);
    }

    @Override
    public Mono<Piece> next(Caller caller, ExportRequest request, @Nullable String reached, int most) {
        Place place = Place.parse(reached);
        return organizations(caller, request, place)
                .flatMap(organizations -> organizations.isEmpty()
                        ? Mono.just(new Piece(List.of(), null))
                        : rows(caller, request, place, organizations, most)
                                .map(rows -> toPiece(request, rows, organizations, most)));
    }

    private static Piece toPiece(ExportRequest request, List<Row> rows, List<Long> organizations, int most) {
        Place end = rows.size() == most
                ? Place.of(rows.get(most - 1))
                : Place.behind(organizations.get(organizations.size() - 1));
        return new Piece(rows.stream().map(row -> cells(row, request)).toList(), end.write());
    }

    private Mono<List<Long>> organizations(Caller caller, ExportRequest request, Place place) {
        Conditions conditions = new Conditions()
                .and("g.path LIKE CONCAT('%/', :organization, '/%')", "organization", request.organizationId());
        return conditions
                .bind(database.sql("""
                                SELECT g.id FROM kb_organization g WHERE g.path LIKE :scope AND g.id >= :first\s""" + conditions.sql() + "ORDER BY g.id LIMIT " + ORGANIZATIONS_AT_ONCE)
                        .bind("scope", caller.scope())
                        .bind("first", place.organizationId()))
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList();
    }

    /** A room that has moved to another branch keeps its new name to itself. */
    private Mono<List<Row>> rows(
            Caller caller, ExportRequest request, Place place, List<Long> organizations, int most) {
        Conditions conditions = new Conditions()
                .and("l.room_id = :room", "room", request.roomId())
                .and("l.status = :status", "status", request.status());
        return conditions
                .bind(database.sql(
                                """
                                SELECT l.id, l.occurrence_id, l.schedule_id, l.organization_id, g.name AS organization_name, l.room_id,
                                       r.name AS room_name, l.sent_message_text, l.send_components, l.status, l.confirmed,
                                       l.error_message, l.scheduled_at, l.started_at, l.completed_at, l.duration_ms
                                FROM kb_schedule_logs l JOIN kb_organization g ON g.id = l.organization_id
                                     LEFT JOIN kb_room r ON r.id = l.room_id AND EXISTS
                                          (SELECT 1 FROM kb_organization h WHERE h.id = r.organization_id AND h.path LIKE :scope)
                                WHERE l.organization_id IN (:organizations) AND l.scheduled_at >= :start AND l.scheduled_at < :end
                                  AND (l.organization_id > :organization OR l.scheduled_at > :due OR (l.scheduled_at = :due AND l.id > :id))
                                """ + conditions.sql() + "ORDER BY l.organization_id, l.scheduled_at, l.id LIMIT :rows")
                        .bind("scope", caller.scope())
                        .bind("organizations", organizations)
                        .bind("start", request.period().start())
                        .bind("end", request.period().end())
                        .bind("organization", place.organizationId())
                        .bind("due", place.scheduledAt())
                        .bind("id", place.id())
                        .bind("rows", most))
                .map(Rows.to(Row.class))
                .all()
                .collectList();
    }

    private static List<@Nullable Object> cells(Row row, ExportRequest request) {
        return Arrays.asList(
                request.local(row.scheduledAt()),
                request.local(row.startedAt()),
                request.local(row.completedAt()),
                request.zone(),
                row.organizationName(),
                row.roomName(),
                row.status(),
                row.confirmed(),
                row.sendComponents(),
                row.sentMessageText(),
                row.errorMessage(),
                row.durationMs(),
                row.scheduleId(),
                row.roomId(),
                row.occurrenceId());
    }
}
