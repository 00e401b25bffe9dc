package io.roomcast.api.upkeep;

import io.roomcast.model.time.DatabaseClock;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes rows that have had their time, a thousand at once, so that no table of bookkeeping grows for ever. Any number of
 * replicas may do it side by side.
 */
@Slf4j
@Configuration
@RequiredArgsConstructor
class Upkeep {
    private static final int AT_ONCE = 1_000;
    private static final Duration ROUND = Duration.ofMinutes(10);

    private static final List<Rule> RULES = List.of(
            // An expired token is refused with or without its row; a day more lets a reuse still end its family.
            new Rule("kb_refresh_token", "expires_at", Duration.ofDays(1)),
            new Rule("kb_idempotency", "created_at", Duration.ofDays(1)),
            // As long as a broker keeps a command that it may give out again.
            new Rule("kb_command", "created_at", Duration.ofDays(30)),
            new Rule("kb_alert_notice", "created_at", Duration.ofDays(30)),
            new Rule("kb_alert", "ended_at", Duration.ofDays(365)),
            // The pieces first: with its row they would all go in one statement.
            new Rule("kb_export_piece", "created_at", Duration.ofDays(8)),
            new Rule("kb_export", "created_at", Duration.ofDays(8)),
            new Rule("kb_bulk_step", "created_at", Duration.ofHours(1)),
            new Rule("kb_login_brake", "updated_at", Duration.ofDays(1)));

    private final DatabaseClient database;
    private final DatabaseClock clock;

    private record Rule(String table, String column, Duration keep) {}

    @Bean
    WorkLoop upkeepLoop() {
        return new WorkLoop("upkeep", () -> round().thenReturn(ROUND), WorkLoop.DEFAULT_PHASE);
    }

    /** One round over all tables. */
    Mono<Void> round() {
        return Flux.fromIterable(RULES).concatMap(this::apply, 1).then();
    }

    private Mono<Void> apply(Rule rule) {
        return deleteSome(rule)
                .repeat()
                .takeUntil(deleted -> deleted < AT_ONCE)
                .reduce(0L, Long::sum)
                .doOnNext(deleted -> log.debug("{} old rows of {} deleted", deleted, rule.table()))
                .then();
    }

    private Mono<Long> deleteSome(Rule rule) {
        return clock.fence().then(delete(rule));
    }

    private Mono<Long> delete(Rule rule) {
        return database.sql("DELETE FROM %s WHERE %s < UTC_TIMESTAMP(3) - INTERVAL %d SECOND ORDER BY %s LIMIT %d"
                        .formatted(rule.table(), rule.column(), rule.keep().toSeconds(), rule.column(), AT_ONCE))
                .fetch()
                .rowsUpdated();
    }
}
