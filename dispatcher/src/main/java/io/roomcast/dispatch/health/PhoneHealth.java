package io.roomcast.dispatch.health;

import io.roomcast.dispatch.gateway.Bot;
import io.roomcast.dispatch.gateway.BotGateways;
import io.roomcast.dispatch.gateway.GatewayKind;
import io.roomcast.model.occurrence.ReasonDetail;
import io.roomcast.model.sql.Enums;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks every active phone once in a while and keeps the answer in kb_phone_health.
 *
 * <p>Whichever dispatcher claims a phone asks it: the claim moves its next question on, so a dispatcher that dies on the
 * way leaves that phone one question short. A dead dispatcher makes no phone look silent: only a question without an answer
 * does.
 */
@Configuration
@RequiredArgsConstructor
class PhoneHealth {
    private static final int AT_ONCE = 50;
    /** Well below what a step may last, for all of a batch together. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final DatabaseClient database;
    private final Transactions transactions;
    private final BotGateways gateways;
    private final HealthProperties properties;

    private record BotRow(long id, String name, String gateway, String endpoint) {
        Bot bot() {
            return new Bot(id, name, Enums.parse(GatewayKind.class, gateway), endpoint);
        }
    }

    @Bean
    WorkLoop phoneHealthLoop() {
        Duration pause = properties.askEvery().dividedBy(6);
        return new WorkLoop(
                "phone-health",
                () -> round().map(asked -> asked < AT_ONCE ? pause : Duration.ZERO),
                WorkLoop.DEFAULT_PHASE);
    }

    /** Emits how many were claimed. */
    private Mono<Integer> round() {
        // In a transaction of its own: with the server's usual isolation it would share-lock every phone.
        return transactions
                .run(enlist())
                .then(transactions.run(claim()))
                .flatMap(claimed ->
                        claimed.isEmpty() ? Mono.just(0) : askAll(claimed).thenReturn(claimed.size()));
    }

    private Mono<Void> askAll(List<Long> claimed) {
        return activeBots(claimed).collectList().flatMap(bots -> {
            List<Long> off = new ArrayList<>(claimed);
            off.removeAll(bots.stream().map(BotRow::id).toList());
            Mono<Void> forgotten = off.isEmpty() ? Mono.empty() : forget(off);
            return forgotten
                    .thenMany(Flux.fromIterable(bots))
                    .flatMap(this::ask, AT_ONCE)
                    .then();
        });
    }

    /** Of a phone that is off nobody knows how it is; when it is on again, the count begins anew. */
    private Mono<Void> forget(List<Long> ids) {
        return database.sql("UPDATE kb_phone_health SET failing_since = NULL, failure = NULL WHERE bot_id IN (:ids)")
                .bind("ids", ids)
                .then();
    }

    private Mono<Void> enlist() {
        return database.sql("""
                        INSERT IGNORE INTO kb_phone_health (bot_id, probed_at)
                        SELECT b.id, '1970-01-01' FROM kb_bot b
                        WHERE b.status = 'active' AND NOT EXISTS (SELECT 1 FROM kb_phone_health h WHERE h.bot_id = b.id)""").then();
    }

    /** One asked in the future was asked by a clock that was wrong. */
    private Mono<List<Long>> claim() {
        return database.sql("""
                        SELECT bot_id FROM kb_phone_health
                        WHERE probed_at <= UTC_TIMESTAMP(3) - INTERVAL :every * 1000 MICROSECOND
                           OR probed_at > UTC_TIMESTAMP(3)
                        ORDER BY probed_at LIMIT %d FOR UPDATE SKIP LOCKED""".formatted(AT_ONCE))
                .bind("every", properties.askEvery().toMillis())
                .map(row -> row.get("bot_id", Long.class))
                .all()
                .collectList()
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(ids)
                        : database.sql("UPDATE kb_phone_health SET probed_at = UTC_TIMESTAMP(3) WHERE bot_id IN (:ids)")
                                .bind("ids", ids)
                                .then()
                                .thenReturn(ids));
    }

    private Flux<BotRow> activeBots(List<Long> ids) {
        return database.sql("SELECT id, name, gateway, endpoint FROM kb_bot WHERE id IN (:ids) AND status = 'active'")
                .bind("ids", ids)
                .map(Rows.to(BotRow.class))
                .all();
    }

    private Mono<Void> ask(BotRow row) {
        Bot bot = row.bot();
        return Mono.defer(() -> gateways.of(bot).ailment(bot))
                .timeout(LONGEST, Mono.just(ReasonDetail.NO_ANSWER.of(ReasonDetail.TOO_LONG.of())))
                .singleOptional()
                .flatMap(ailment -> keep(bot, ailment));
    }

    private Mono<Void> keep(Bot bot, Optional<String> ailment) {
        String answer = ailment.isPresent()
                ? "failing_since = COALESCE(failing_since, UTC_TIMESTAMP(3))"
                : "failing_since = NULL, seen_at = UTC_TIMESTAMP(3)";
        return database.sql(
                        "UPDATE kb_phone_health SET failure = LEFT(:failure, 200), " + answer + " WHERE bot_id = :bot")
                .bind("failure", Parameter.fromOrEmpty(ailment.orElse(null), String.class))
                .bind("bot", bot.id())
                .then();
    }
}
