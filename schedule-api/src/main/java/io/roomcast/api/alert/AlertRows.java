package io.roomcast.api.alert;

import io.roomcast.api.access.Caller;
import io.roomcast.api.paging.PageRequest;
import io.roomcast.model.sql.Binder;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** kb_alert. */
@Component
@RequiredArgsConstructor
class AlertRows {
    private static final int AT_ONCE = 200;

    private static final String COLUMNS = """
            SELECT a.id, a.kind, a.organization_id, COALESCE(g.name, '') AS organization_name, COALESCE(g.path, '/') AS path,
                   a.subject_id,
                   CASE a.kind WHEN 'failing_room' THEN (SELECT r.name FROM kb_room r WHERE r.id = a.subject_id)
                               WHEN 'silent_phone' THEN (SELECT b.name FROM kb_bot b WHERE b.id = a.subject_id)
                               ELSE g.name END AS subject_name,
                   a.measured, a.threshold, a.runs, a.opened_at, a.found_at, a.ended_at
            FROM kb_alert a LEFT JOIN kb_organization g ON g.id = a.organization_id
            """;

    private final DatabaseClient database;

    /** @param path of the organisation */
    record Row(
            long id,
            String kind,
            long organizationId,
            String organizationName,
            String path,
            long subjectId,
            @Nullable String subjectName,
            double measured,
            double threshold,
            long runs,
            Instant openedAt,
            Instant foundAt,
            @Nullable Instant endedAt) {
        AlertKind alertKind() {
            return Enums.parse(AlertKind.class, kind);
        }

        Finding.Key key() {
            return new Finding.Key(alertKind(), subjectId);
        }

        Alert alert() {
            return new Alert(
                    id,
                    kind,
                    endedAt == null ? "open" : "ended",
                    organizationId,
                    organizationName,
                    Enums.column(alertKind().subject()),
                    subjectId,
                    subjectName,
                    measured,
                    threshold,
                    runs,
                    alertKind().sentence(measured, threshold, runs),
                    openedAt,
                    foundAt,
                    endedAt);
        }
    }

    /** @param state open or ended; null: both */
    Flux<Row> seenBy(Caller caller, @Nullable String state, PageRequest page) {
        String inState = state == null ? "" : " AND a.ended_at IS " + (state.equals("open") ? "" : "NOT ") + "NULL";
        return database.sql(COLUMNS + "WHERE g.path LIKE :scope AND a.id < :before" + inState
                        + " ORDER BY a.id DESC LIMIT :rows")
                .bind("scope", caller.scope())
                .bind("before", page.before())
                .bind("rows", page.rows())
                .map(Rows.to(Row.class))
                .all();
    }

    Flux<Row> open() {
        return database.sql(COLUMNS + "WHERE a.ended_at IS NULL")
                .map(Rows.to(Row.class))
                .all();
    }

    private Mono<Row> get(long id) {
        return database.sql(COLUMNS + "WHERE a.id = :id")
                .bind("id", id)
                .map(Rows.to(Row.class))
                .one();
    }

    Mono<Row> open(Finding finding) {
        return database.sql("""
                        INSERT INTO kb_alert (kind, organization_id, subject_id, measured, threshold, runs, opened_at, found_at)
                        VALUES (:kind, :organization, :subject, :measured, :threshold, :runs, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))""")
                .filter(it -> it.returnGeneratedValues("id"))
                .bind("kind", Enums.column(finding.kind()))
                .bind("organization", finding.organizationId())
                .bind("subject", finding.subjectId())
                .bind("measured", finding.measured())
                .bind("threshold", finding.threshold())
                .bind("runs", finding.runs())
                .map(row -> row.get("id", Long.class))
                .one()
                .flatMap(this::get);
    }

    /** @param findings by the alert's id */
    Mono<Void> findAgain(Map<Long, Finding> findings) {
        return Flux.fromIterable(findings.entrySet())
                .buffer(AT_ONCE)
                .concatMap(this::findSomeAgain)
                .then();
    }

    private Mono<Void> findSomeAgain(List<Map.Entry<Long, Finding>> findings) {
        String row = "SELECT ? AS id, ? AS measured, ? AS threshold, ? AS runs";
        var binder = new Binder(database.sql("UPDATE ("
                + String.join(" UNION ALL ", Collections.nCopies(findings.size(), row))
                + ") v STRAIGHT_JOIN kb_alert a ON a.id = v.id SET a.measured = v.measured, a.threshold = v.threshold,"
                + " a.runs = v.runs, a.found_at = UTC_TIMESTAMP(3)"));
        findings.forEach(each -> binder.add(each.getKey())
                .add(each.getValue().measured())
                .add(each.getValue().threshold())
                .add(each.getValue().runs()));
        return binder.statement().then();
    }

    Mono<Row> end(long id) {
        return database.sql("UPDATE kb_alert SET ended_at = UTC_TIMESTAMP(3), is_open = NULL WHERE id = :id")
                .bind("id", id)
                .then()
                .then(Mono.defer(() -> get(id)));
    }
}
