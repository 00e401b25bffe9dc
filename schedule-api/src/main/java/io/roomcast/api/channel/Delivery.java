package io.roomcast.api.channel;

import io.roomcast.api.audit.Action;
import io.roomcast.api.audit.Audit;
import io.roomcast.api.audit.FieldChange;
import io.roomcast.api.audit.Subject;
import io.roomcast.api.channel.NoticeSender.NotDelivered;
import io.roomcast.model.sql.Rows;
import io.roomcast.model.sql.Transactions;
import io.roomcast.model.time.DatabaseClock;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Delivers the notices: at least once, each try of one under the same id, those of a channel one after the other.
 *
 * <p>A try is claimed for a while and committed first, so whoever dies on the way leaves it to the next. The pauses between
 * tries are those that Standard Webhooks advises; after the last, or when the other side wants no more, the channel is
 * switched off.
 */
@Slf4j
@Configuration
@RequiredArgsConstructor
class Delivery {
    private static final int AT_ONCE = 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Before the 2nd, 3rd … try, in seconds. */
    private static final List<Integer> PAUSES = List.of(5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400);

    /** Longer than a try lasts. */
    private static final int CLAIMED_SECONDS = 30;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Notices notices;
    private final Senders senders;
    private final DatabaseClock clock;
    private final Audit audit;

    private record Waiting(
            long id,
            long channelId,
            String kind,
            String eventId,
            String payload,
            int tries,
            String name,
            @Nullable String url,
            @Nullable String secret) {
        Notice notice(Instant at) {
            return new Notice(eventId, at, payload, name, url, secret);
        }

        boolean isLastTry() {
            return tries > PAUSES.size();
        }
    }

    @Bean
    WorkLoop alertDeliveryLoop() {
        return new WorkLoop(
                "alert-delivery",
                () -> round().map(tried -> tried == 0 ? PAUSE : Duration.ZERO),
                WorkLoop.DEFAULT_PHASE);
    }

    /** Emits how many were tried. */
    private Mono<Integer> round() {
        return transactions
                .run(claim())
                .flatMap(ids -> ids.isEmpty()
                        ? Mono.just(0)
                        : waiting(ids).flatMap(this::deliver, AT_ONCE).then(Mono.just(ids.size())));
    }

    /** Of each channel the oldest alone: so it hears in order, and a slow one takes no place of the others. */
    private Mono<List<Long>> claim() {
        return database.sql("""
                        SELECT n.id FROM kb_alert_notice n WHERE n.next_at <= UTC_TIMESTAMP(3)
                          AND NOT EXISTS (SELECT 1 FROM kb_alert_notice o
                                          WHERE o.channel_id = n.channel_id AND o.next_at IS NOT NULL AND o.id < n.id)
                        ORDER BY n.next_at LIMIT %d FOR UPDATE SKIP LOCKED""".formatted(AT_ONCE))
                .map(row -> row.get("id", Long.class))
                .all()
                .collectList()
                .flatMap(ids -> ids.isEmpty() ? Mono.just(ids) : hold(ids).thenReturn(ids));
    }

    private Mono<Void> hold(List<Long> ids) {
        return database.sql("""
                        UPDATE kb_alert_notice SET tries = tries + 1, next_at = UTC_TIMESTAMP(3) + INTERVAL %d SECOND
                        WHERE id IN (:ids)""".formatted(CLAIMED_SECONDS)).bind("ids", ids).then();
    }

    private Flux<Waiting> waiting(List<Long> ids) {
        return database.sql("""
                        SELECT n.id, n.channel_id, c.kind, n.event_id, n.payload, n.tries, c.name, c.url, c.secret
                        FROM kb_alert_notice n JOIN kb_alert_channel c ON c.id = n.channel_id
                        WHERE n.id IN (:ids) AND c.status = 'active' ORDER BY n.id""").bind("ids", ids).map(Rows.to(Waiting.class)).all();
    }

    private Mono<Void> deliver(Waiting waiting) {
        return senders.send(waiting.kind(), waiting.notice(clock.now()))
                .then(Mono.defer(() -> setDelivered(waiting)))
                .onErrorResume(NotDelivered.class, failure -> setFailed(waiting, failure));
    }

    private Mono<Void> setDelivered(Waiting waiting) {
        return database.sql("""
                        UPDATE kb_alert_notice SET delivered_at = UTC_TIMESTAMP(3), next_at = NULL, failure = NULL
                        WHERE id = :id""").bind("id", waiting.id()).then();
    }

    private Mono<Void> setFailed(Waiting waiting, NotDelivered failure) {
        log.info(
                "Notice {} to {} was not delivered, try {}: {}",
                waiting.eventId(),
                waiting.name(),
                waiting.tries(),
                failure.getMessage());
        return failure.isForGood() || waiting.isLastTry() ? switchOff(waiting, failure) : tryLater(waiting, failure);
    }

    private Mono<Void> tryLater(Waiting waiting, NotDelivered failure) {
        return database.sql("""
                        UPDATE kb_alert_notice
                        SET failure = LEFT(:failure, 200), next_at = UTC_TIMESTAMP(3) + INTERVAL :pause SECOND
                        WHERE id = :id AND next_at IS NOT NULL""")
                .bind("failure", String.valueOf(failure.getMessage()))
                .bind("pause", PAUSES.get(waiting.tries() - 1))
                .bind("id", waiting.id())
                .then();
    }

    private Mono<Void> switchOff(Waiting waiting, NotDelivered failure) {
        return transactions.run(database.sql("""
                        UPDATE kb_alert_channel SET status = 'inactive', stopped_reason = LEFT(:reason, 200), version = version + 1
                        WHERE id = :id AND status = 'active'""")
                .bind("reason", "After " + waiting.tries() + " tries: " + failure.getMessage())
                .bind("id", waiting.channelId())
                .fetch()
                .rowsUpdated()
                .filter(switched -> switched == 1)
                .flatMap(switched -> audit.bySystem(
                        Subject.ALERT_CHANNEL,
                        waiting.channelId(),
                        Action.UPDATED,
                        List.of(new FieldChange("status", "active", "inactive"))))
                .then(notices.drop(waiting.channelId())));
    }
}
