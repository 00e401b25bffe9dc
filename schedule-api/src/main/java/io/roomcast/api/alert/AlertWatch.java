package io.roomcast.api.alert;

import io.roomcast.api.channel.Notices;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens an alert for what the rules find and ends it when they have not found it for a while; the channels are told of both
 * in the same transaction.
 *
 * <p>One replica looks at a time: it moves the next look on, looks, and writes under the lock of that same row. While a rule
 * fails, the others go on, and nothing of its kinds ends: nobody knows what it would have found.
 */
@Slf4j
@Configuration
@RequiredArgsConstructor
class AlertWatch {
    /** Opened, and ended, in one transaction; the rest follows with the next look. */
    private static final int MOST_AT_ONCE = 500;

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(8);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final DatabaseClock clock;
    private final List<AlertRule> rules;
    private final AlertRows rows;
    private final Notices notices;
    private final AlertProperties properties;

    private final Looks looks = new Looks(LONGEST_LOOK);

    /** As the webhook has it. @param type alert.opened or alert.ended */
    private record Event(String type, Instant timestamp, Alert data) {}

    /** @param unseen of rules that could not look */
    private record Found(Map<Finding.Key, Finding> findings, Set<AlertKind> unseen) {}

    @Bean
    WorkLoop alertWatchLoop() {
        Duration pause = properties.lookEvery().dividedBy(5);
        return new WorkLoop("alert-watch", () -> round().thenReturn(pause), WorkLoop.DEFAULT_PHASE);
    }

    private Mono<Void> round() {
        return transactions
                .run(takeTurn())
                .flatMap(ours -> look())
                .flatMap(found -> transactions.run(lock().then(Mono.defer(() -> apply(found)))));
    }

    /** A turn further off than any pause was set by a clock that was wrong. */
    private Mono<Boolean> takeTurn() {
        return database.sql("""
                        SELECT id FROM kb_alert_watch
                        WHERE next_at <= UTC_TIMESTAMP(3) OR next_at > UTC_TIMESTAMP(3) + INTERVAL :every * 2000 MICROSECOND
                        FOR UPDATE SKIP LOCKED""")
                .bind("every", properties.lookEvery().toMillis())
                .map(row -> true)
                .one()
                .delayUntil(ours -> database.sql("""
                                UPDATE kb_alert_watch SET next_at = UTC_TIMESTAMP(3) + INTERVAL :every * 1000 MICROSECOND""")
                        .bind("every", properties.lookEvery().toMillis())
                        .then());
    }

    private Mono<Void> lock() {
        return database.sql("SELECT id FROM kb_alert_watch FOR UPDATE")
                .fetch()
                .one()
                .then();
    }

    private Mono<Found> look() {
        Set<AlertKind> unseen = EnumSet.noneOf(AlertKind.class);
        return Flux.fromIterable(rules)
                .concatMap(rule -> looks.of(rule).onErrorResume(failure -> {
                    log.warn("{} could not look: {}", rule.getClass().getSimpleName(), failure.toString());
                    unseen.addAll(rule.kinds());
                    return Mono.just(List.of());
                }))
                .flatMapIterable(findings -> findings)
                .collectMap(Finding::key)
                .map(findings -> new Found(findings, unseen));
    }

    private Mono<Void> apply(Found found) {
        return rows.open().collectMap(AlertRows.Row::key).flatMap(open -> {
            List<Finding> anew = found.findings().values().stream()
                    .filter(finding -> !open.containsKey(finding.key()))
                    .limit(MOST_AT_ONCE)
                    .toList();
            Map<Long, Finding> again = open.values().stream()
                    .filter(row -> found.findings().containsKey(row.key()))
                    .collect(Collectors.toMap(
                            AlertRows.Row::id,
                            row -> Objects.requireNonNull(found.findings().get(row.key()))));
            return rows.findAgain(again)
                    .thenMany(Flux.fromIterable(anew))
                    .concatMap(finding -> rows.open(finding).flatMap(row -> tell("alert.opened", row)))
                    .thenMany(Flux.fromIterable(over(open.values(), again.keySet(), found.unseen())))
                    .concatMap(row -> rows.end(row.id()).flatMap(ended -> tell("alert.ended", ended)))
                    .then();
        });
    }

    private List<AlertRows.Row> over(Collection<AlertRows.Row> open, Set<Long> again, Set<AlertKind> unseen) {
        Instant longAgo = clock.now().minus(properties.endAfter());
        return open.stream()
                .filter(row -> !again.contains(row.id()) && !unseen.contains(row.alertKind()))
                .filter(row -> row.foundAt().isBefore(longAgo))
                .limit(MOST_AT_ONCE)
                .toList();
    }

    private Mono<Void> tell(String type, AlertRows.Row row) {
        return notices.append(row.path(), new Event(type, clock.now(), row.alert()));
    }
}
