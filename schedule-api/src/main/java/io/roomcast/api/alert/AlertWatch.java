package io.roomcast.api.alert;

import io.roomcast.api.channel.Notices;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens an alert for what the rules find and ends it when they have not found it for a while; the channels are told of both
 * in the same transaction. One replica looks at a time.
 */
@Configuration
@RequiredArgsConstructor
class AlertWatch {
    private final DatabaseClient database;
    private final Transactions transactions;
    private final DatabaseClock clock;
    private final List<AlertRule> rules;
    private final AlertRows rows;
    private final Notices notices;
    private final AlertProperties properties;

    /** As the webhook has it. @param type alert.opened or alert.ended */
    private record Event(String type, Instant timestamp, Alert data) {}

    @Bean
    WorkLoop alertWatchLoop() {
        Duration pause = properties.lookEvery().dividedBy(5);
        return new WorkLoop("alert-watch", () -> transactions.run(round()).thenReturn(pause), WorkLoop.DEFAULT_PHASE);
    }

    private Mono<Void> round() {
        return takeTurn()
                .filter(ours -> ours)
                .flatMap(ours -> Flux.fromIterable(rules)
                        .concatMap(AlertRule::look)
                        .collectMap(Finding::key)
                        .flatMap(this::apply));
    }

    /** Whoever has the row until the end of the transaction is the one that looks. */
    private Mono<Boolean> takeTurn() {
        return database.sql("SELECT id FROM kb_alert_watch WHERE next_at <= UTC_TIMESTAMP(3) FOR UPDATE SKIP LOCKED")
                .map(row -> true)
                .one()
                .delayUntil(ours -> database.sql("""
                                UPDATE kb_alert_watch SET next_at = UTC_TIMESTAMP(3) + INTERVAL :every * 1000 MICROSECOND""")
                        .bind("every", properties.lookEvery().toMillis())
                        .then());
    }

    private Mono<Void> apply(Map<Finding.Key, Finding> found) {
        return rows.open()
                .collect(Collectors.toMap(AlertRows.Row::key, Function.identity()))
                .flatMap(open -> Flux.fromIterable(open.values())
                        .concatMap(row -> goOn(row, found.get(row.key())))
                        .thenMany(Flux.fromIterable(found.values()))
                        .filter(finding -> !open.containsKey(finding.key()))
                        .concatMap(finding -> rows.open(finding).flatMap(row -> tell("alert.opened", row)))
                        .then());
    }

    private Mono<Void> goOn(AlertRows.Row row, @Nullable Finding finding) {
        if (finding != null) {
            return rows.findAgain(row.id(), finding);
        }
        boolean over = row.foundAt().isBefore(clock.now().minus(properties.endAfter()));
        return over ? rows.end(row.id()).flatMap(ended -> tell("alert.ended", ended)) : Mono.empty();
    }

    private Mono<Void> tell(String type, AlertRows.Row row) {
        return notices.append(row.path(), new Event(type, clock.now(), row.alert()));
    }
}
