package io.roomcast.api.schedule;

import io.roomcast.model.event.EventBatch;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.SendResultEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code last_sent_at} and {@code send_count} of a schedule up to its log.
 *
 * <p>Counted anew from the log at each result, so a result that comes twice or is missed once does no harm. Not in the
 * dispatcher's transaction: there the room is locked already, and a schedule is locked before its room.
 */
@Component
@RequiredArgsConstructor
class Tallies {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final EventCodec codec;
    private final DatabaseClient database;

    @KafkaListener(
            topics = Topics.DISPATCH_RESULTS,
            groupId = "roomcast-api-tallies",
            containerFactory = "eventListeners",
            batch = "true",
            properties = {EventBatch.GATHER_MIN_BYTES, EventBatch.GATHER_FOR})
    void onResults(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.handle(records, codec, SendResultEvent.class, results -> {
            List<Long> schedules = results.stream()
                    .map(SendResultEvent::scheduleId)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            if (!schedules.isEmpty()) {
                count(schedules);
            }
        });
    }

    /** The consumer's own thread is the one place that may wait. */
    private void count(List<Long> schedules) {
        Transactions.shielded(database.sql("""
                                UPDATE kb_schedule s
                                SET s.send_count = (SELECT COUNT(*) FROM kb_schedule_logs l
                                                    WHERE l.schedule_id = s.id AND l.status IN ('success', 'partial')),
                                    s.last_sent_at = (SELECT MAX(l.completed_at) FROM kb_schedule_logs l
                                                      WHERE l.schedule_id = s.id AND l.status IN ('success', 'partial'))
                                WHERE s.id IN (:ids)""").bind("ids", schedules).then())
                .toFuture()
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
