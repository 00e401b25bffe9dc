package io.roomcast.trigger.due;

import io.roomcast.model.content.Sha256;
import io.roomcast.model.event.DueEvent;
import io.roomcast.model.misfire.CatchUp.Run;
import io.roomcast.model.misfire.CatchUp.Verdict;
import io.roomcast.model.misfire.MissedRunPolicy;
import io.roomcast.model.occurrence.OccurrenceState;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.proof.SendLogs;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Inserts one occurrence per run, and the log row at once where the run is already over.
 *
 * <p>Whoever claims also hands over, after its commit: {@code wake_at} begins at {@link #HAND_OVER_LIMIT} from now, for
 * whoever finds it open then.
 */
@Component
@RequiredArgsConstructor
class NewOccurrences {
    private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(10);
    private static final int ROWS_A_STATEMENT = 500;
    private static final String ROW = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    /** A moment that has its occurrence already keeps it: an edit may lead a schedule back to a claimed moment. */
    private static final String INSERT = """
            INSERT INTO kb_occurrence (schedule_id, organization_id, room_id, scheduled_at, expires_at, window_seconds, priority,
             held_at_night, state, wake_at, content, content_hash, reason_code, reason_detail, finished_at) VALUES %s
            ON DUPLICATE KEY UPDATE id = id""";

    private final DatabaseClient database;
    private final SendLogs sendLogs;

    private record Claimed(long scheduleId, long runs) {}

    private record Row(DueSchedule schedule, DueRuns.DueRun due) {
        Run run() {
            return due.run();
        }

        boolean isSent() {
            return run().verdict() == Verdict.SEND;
        }
    }

    /**
     * By schedule, how many of its moments have their occurrence already: an edit in the moment between a claim and its run may
     * lead back to it. Looked at only where runs are counted.
     */
    Mono<Map<Long, Long>> claimedBefore(List<DueRuns> claimed) {
        List<Row> counted = rows(claimed).stream()
                .filter(row -> row.schedule().maxRuns() != null)
                .toList();
        if (counted.isEmpty()) {
            return Mono.just(Map.of());
        }
        return moments("""
                SELECT schedule_id, COUNT(*) AS runs FROM kb_occurrence
                WHERE (schedule_id, scheduled_at) IN (%s) GROUP BY schedule_id""", counted).map(Rows.to(Claimed.class)).all().collectMap(Claimed::scheduleId, Claimed::runs);
    }

    /** Emits what a lane must hear of now. */
    Mono<List<DueEvent>> insert(List<DueRuns> claimed, Instant now) {
        List<Row> rows = rows(claimed);
        return Flux.fromIterable(rows)
                .buffer(ROWS_A_STATEMENT)
                .concatMap(some -> insertRows(some, now))
                .then(Mono.defer(() -> recordEnded(rows)))
                .then(Mono.defer(() -> due(rows)));
    }

    private static List<Row> rows(List<DueRuns> claimed) {
        return claimed.stream()
                .flatMap(due -> due.runs().stream().map(run -> new Row(due.schedule(), run)))
                .toList();
    }

    private Mono<Void> insertRows(List<Row> rows, Instant now) {
        String values = String.join(",", Collections.nCopies(rows.size(), ROW));
        var binder = new Binder(database.sql(INSERT.formatted(values)));
        rows.forEach(row -> bind(binder, row, now));
        return binder.statement().then();
    }

    private void bind(Binder binder, Row row, Instant now) {
        DueSchedule schedule = row.schedule();
        Instant dueAt = row.run().dueAt();
        boolean send = row.isSent();
        String content = row.due().content();
        binder.add(schedule.id()).add(schedule.organizationId()).add(schedule.roomId());
        binder.add(dueAt).add(schedule.catchUp().expiresAt(row.run().start()));
        binder.add(schedule.catchUpWindowSeconds()).add(schedule.priority()).add(schedule.isHeldAtNight());
        binder.add(state(row.run().verdict()).name()).add(send ? now.plus(HAND_OVER_LIMIT) : null, Instant.class);
        binder.add(content).add(Sha256.hex(content));
        binder.add(send ? null : reason(row.run().verdict()), String.class);
        binder.add(send ? null : explanation(schedule, row.run().verdict()), String.class);
        binder.add(send ? null : now, Instant.class);
    }

    private Mono<List<DueEvent>> due(List<Row> rows) {
        List<Row> sent = rows.stream().filter(Row::isSent).toList();
        return Flux.fromIterable(sent)
                .buffer(ROWS_A_STATEMENT)
                .concatMap(
                        some -> moments("""
                        SELECT id AS occurrence_id, room_id, scheduled_at FROM kb_occurrence
                        WHERE (schedule_id, scheduled_at) IN (%s) AND wake_at IS NOT NULL""", some).map(Rows.to(DueEvent.class)).all())
                .collectSortedList(Comparator.comparing(DueEvent::scheduledAt).thenComparing(DueEvent::occurrenceId));
    }

    private Mono<Void> recordEnded(List<Row> rows) {
        List<Row> ended = rows.stream().filter(row -> !row.isSent()).toList();
        return Flux.fromIterable(ended)
                .buffer(ROWS_A_STATEMENT)
                .concatMap(some -> idsOf(some).flatMap(sendLogs::record))
                .then();
    }

    private Mono<List<Long>> idsOf(List<Row> ended) {
        return moments("""
                SELECT o.id FROM kb_occurrence o LEFT JOIN kb_schedule_logs l ON l.occurrence_id = o.id
                WHERE (o.schedule_id, o.scheduled_at) IN (%s) AND o.state IN ('EXPIRED', 'SKIPPED') AND l.id IS NULL""", ended).map(row -> row.get("id", Long.class)).all().collectList();
    }

    /** @param sql with a place for the pairs of schedule and moment */
    private GenericExecuteSpec moments(String sql, List<Row> rows) {
        var binder =
                new Binder(database.sql(sql.formatted(String.join(",", Collections.nCopies(rows.size(), "(?,?)")))));
        rows.forEach(row -> binder.add(row.schedule().id()).add(row.run().dueAt()));
        return binder.statement();
    }

    private static OccurrenceState state(Verdict verdict) {
        return switch (verdict) {
            case SEND -> OccurrenceState.QUEUED;
            case SKIPPED, OVERLAPPED -> OccurrenceState.SKIPPED;
            case EXPIRED -> OccurrenceState.EXPIRED;
        };
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case SEND -> throw new IllegalArgumentException("It is sent");
            case SKIPPED -> "MISSED_RUN_POLICY";
            case OVERLAPPED -> "OVERLAP_POLICY";
            case EXPIRED -> "MISSED_WINDOW_PASSED";
        };
    }

    private static String explanation(DueSchedule schedule, Verdict verdict) {
        return switch (verdict) {
            case SEND -> throw new IllegalArgumentException("It is sent");
            case SKIPPED -> missed(schedule);
            case OVERLAPPED -> ReasonDetail.OVERLAPPED.of();
            case EXPIRED -> ReasonDetail.UNCLAIMED.of(schedule.catchUpWindowSeconds());
        };
    }

    private static String missed(DueSchedule schedule) {
        boolean noneIsSent = Enums.parse(MissedRunPolicy.class, schedule.missedRunPolicy()) == MissedRunPolicy.SKIP;
        return (noneIsSent ? ReasonDetail.NONE_IS_SENT : ReasonDetail.LAST_IS_SENT).of();
    }
}
