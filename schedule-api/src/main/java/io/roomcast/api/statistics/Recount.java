package io.roomcast.api.statistics;

import io.roomcast.model.event.EventBatch;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.SendResultEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps kb_stat_hour up to the log.
 *
 * <p>A result makes its room's hour be counted anew from the log, so one that comes twice, or is told again after a person
 * has settled it, does no harm. Results of a room come in its partition's order to one consumer, which waits for each count
 * to end, so as a rule no two count one hour.
 */
@Component
@RequiredArgsConstructor
class Recount {
    /** Longer than a transaction may last: none is left running beside its own repetition. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private final EventCodec codec;
    private final DatabaseClient database;
    private final Transactions transactions;

    private record RoomHour(long room, Instant hour) {
        static RoomHour of(SendResultEvent result) {
            return new RoomHour(result.roomId(), result.scheduledAt().truncatedTo(ChronoUnit.HOURS));
        }
    }

    @KafkaListener(
            topics = Topics.DISPATCH_RESULTS,
            groupId = "roomcast-api-statistics",
            containerFactory = "eventListeners",
            batch = "true",
            properties = {EventBatch.GATHER_MIN_BYTES, EventBatch.GATHER_FOR})
    void onResults(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.handle(
                records,
                codec,
                SendResultEvent.class,
                results -> results.stream().map(RoomHour::of).distinct().forEach(this::countNow));
    }

    private void countNow(RoomHour hour) {
        // The consumer's own thread is the one place that may wait.
        transactions
                .run(count(hour))
                .toFuture()
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private Mono<Void> count(RoomHour hour) {
        return database.sql("DELETE FROM kb_stat_hour WHERE room_id = :room AND hour_at = :hour")
                .bind("room", hour.room())
                .bind("hour", hour.hour())
                .then()
                .then(database.sql("""
                                INSERT INTO kb_stat_hour (organization_id, hour_at, room_id, bot_id, status, reason, runs,
                                       confirmed, parts, started, delay_ms, send_ms)
                                SELECT l.organization_id, :hour, l.room_id, MAX(r.bot_id), l.status,
                                       LEFT(COALESCE(SUBSTRING_INDEX(l.error_message, ':', 1), ''), 40) AS code, COUNT(*),
                                       SUM(l.confirmed),
                                       SUM(IF(COALESCE(l.send_components, '') = '', 0, 1 + LENGTH(l.send_components)
                                              - LENGTH(REPLACE(l.send_components, ',', '')))),
                                       COUNT(l.started_at),
                                       COALESCE(SUM(GREATEST(0, TIMESTAMPDIFF(MICROSECOND, l.scheduled_at, l.started_at)
                                                                DIV 1000)), 0),
                                       COALESCE(SUM(l.duration_ms), 0)
                                FROM kb_schedule_logs l JOIN kb_room r ON r.id = l.room_id
                                WHERE l.room_id = :room AND l.scheduled_at >= :hour
                                  AND l.scheduled_at < :hour + INTERVAL 1 HOUR
                                GROUP BY l.organization_id, l.room_id, l.status, code""")
                        .bind("room", hour.room())
                        .bind("hour", hour.hour())
                        .then());
    }
}
