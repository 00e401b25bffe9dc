package io.roomcast.api.occurrence;

import io.roomcast.api.access.Caller;
import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.paging.Page;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.org.Right;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Runs of the caller's subtree. */
@Component
@RequiredArgsConstructor
public class Occurrences {
    private static final String COLUMNS = """
            SELECT o.id, o.schedule_id, o.origin, o.organization_id, o.room_id, o.scheduled_at, o.expires_at, o.priority, o.state,
                   o.resend_of, IF(o.state = 'EXPIRED', NULL, o.wait_reason) AS wait_reason, o.wait_detail, o.not_before, o.reason_code, o.reason_detail, o.started_at, o.finished_at
            FROM kb_occurrence o JOIN kb_organization g ON g.id = o.organization_id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Cancellations cancellations;
    private final Audit audit;

    private record Row(
            long id,
            @Nullable Long scheduleId,
            String origin,
            long organizationId,
            long roomId,
            Instant scheduledAt,
            Instant expiresAt,
            int priority,
            String state,
            @Nullable Long resendOf,
            @Nullable String waitReason,
            @Nullable String waitDetail,
            @Nullable Instant notBefore,
            @Nullable String reasonCode,
            @Nullable String reasonDetail,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        Occurrence with(List<Occurrence.Part> parts) {
            return new Occurrence(
                    id,
                    scheduleId,
                    origin,
                    organizationId,
                    roomId,
                    scheduledAt,
                    expiresAt,
                    priority,
                    state,
                    resendOf,
                    waitReason,
                    waitDetail,
                    notBefore,
                    reasonCode,
                    reasonDetail,
                    startedAt,
                    finishedAt,
                    parts);
        }
    }

    private record PartRow(
            long occurrenceId,
            int position,
            String kind,
            String state,
            @Nullable Instant calledAt,
            @Nullable Instant finishedAt,
            @Nullable Instant confirmedAt,
            @Nullable String evidence,
            @Nullable String detail) {
        Occurrence.Part toPart() {
            return new Occurrence.Part(position, kind, state, calledAt, finishedAt, confirmedAt, evidence, detail);
        }
    }

    Mono<Occurrence> get(Caller caller, long id) {
        return database.sql(COLUMNS + "WHERE o.id = :id AND g.path LIKE :scope")
                .bind("id", id)
                .bind("scope", caller.scope())
                .map(Rows.to(Row.class))
                .one()
                .switchIfEmpty(Mono.error(ProblemException::notFound))
                .flatMap(row -> withParts(List.of(row)))
                .map(found -> found.get(0));
    }

    /** Those of them that the caller sees. */
    Mono<List<Occurrence>> all(Caller caller, List<Long> ids) {
        return database.sql(COLUMNS + "WHERE o.id IN (:ids) AND g.path LIKE :scope ORDER BY o.id")
                .bind("ids", ids)
                .bind("scope", caller.scope())
                .map(Rows.to(Row.class))
                .all()
                .collectList()
                .flatMap(this::withParts);
    }

    /** Of one schedule, newest first. */
    Mono<Page<Occurrence>> ofSchedule(Caller caller, long scheduleId, PageRequest page) {
        return database.sql(COLUMNS + """
                        WHERE o.schedule_id = :schedule AND g.path LIKE :scope AND o.id < :before
                        ORDER BY o.id DESC LIMIT :rows""")
                .bind("schedule", scheduleId)
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Row.class))
                .all()
                .collectList()
                .flatMap(this::withParts)
                .map(rows -> Page.of(rows, page, Occurrence::id));
    }

    /** The run of a schedule that has waited longest. Empty when none is open. */
    public Mono<Occurrence> oldestOpen(Caller caller, long scheduleId) {
        return database.sql(COLUMNS + """
                        WHERE o.schedule_id = :schedule AND g.path LIKE :scope AND o.state IN ('QUEUED', 'SENDING')
                        ORDER BY o.scheduled_at LIMIT 1""")
                .bind("schedule", scheduleId)
                .bind("scope", caller.scope())
                .map(Rows.to(Row.class))
                .one()
                .map(row -> row.with(List.of()));
    }

    /** The run of a schedule that was due last, whatever became of it. Empty when it has had none. */
    public Mono<Occurrence> newest(Caller caller, long scheduleId) {
        return database.sql(COLUMNS + """
                        WHERE o.schedule_id = :schedule AND g.path LIKE :scope ORDER BY o.scheduled_at DESC LIMIT 1""")
                .bind("schedule", scheduleId)
                .bind("scope", caller.scope())
                .map(Rows.to(Row.class))
                .one()
                .map(row -> row.with(List.of()));
    }

    Mono<CancelResponse> cancel(Caller caller, long id) {
        return transactions.run(get(caller, id)
                .doOnNext(found -> caller.require(Right.SEND))
                .doOnNext(Occurrences::requireOpen)
                .flatMap(found -> cancellations.cancelAll(List.of(id), "CANCELLED"))
                .delayUntil(done -> done.equals(Cancellation.NONE)
                        ? Mono.empty()
                        : audit.done(caller, Subject.OCCURRENCE, id, Action.CANCELLED, FieldChange.told(done)))
                .zipWhen(done -> get(caller, id))
                .map(both -> new CancelResponse(
                        both.getT2(), !both.getT1().inFlight().isEmpty())));
    }

    private static void requireOpen(Occurrence found) {
        if (OccurrenceState.valueOf(found.state()).isFinal()) {
            throw ProblemException.of(ProblemKind.CONFLICT, "It has ended already: " + found.state());
        }
    }

    private Mono<List<Occurrence>> withParts(List<Row> rows) {
        if (rows.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql("""
                        SELECT occurrence_id, position, kind, state, called_at, finished_at, confirmed_at, evidence, detail
                        FROM kb_part WHERE occurrence_id IN (:ids) ORDER BY occurrence_id, position""")
                .bind("ids", rows.stream().map(Row::id).toList())
                .map(Rows.to(PartRow.class))
                .all()
                .collect(Collectors.groupingBy(
                        PartRow::occurrenceId, Collectors.mapping(PartRow::toPart, Collectors.toList())))
                .map(parts -> rows.stream()
                        .map(row -> row.with(parts.getOrDefault(row.id(), List.of())))
                        .toList());
    }
}
