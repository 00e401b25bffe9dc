package io.roomcast.api.statistics;

import io.roomcast.model.event.EventBatch;
import io.roomcast.model.event.EventCodec;
import io.roomcast.model.event.SendResultEvent;
import io.roomcast.model.event.Topics;
import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the statistics up to the log.
 *
 * <p>A result makes its room's hour be counted anew from the log, so one that comes twice, or is told again after a person
 * has settled it, does no harm; days and subtrees get the difference, in the same transaction. Results of a room come in its
 * partition's order to one consumer, which waits for each count to end, so as a rule no two count one hour.
 */
@Component
@RequiredArgsConstructor
class Recount {
    /** Longer than a transaction may last: none is left running beside its own repetition. */
    private static final Duration LONGEST = Duration.ofSeconds(25);

    private static final int HOURS_A_TRANSACTION = 100;

    /** One order for all: two counts at once do not wait for each other in a circle. */
    private static final Comparator<RoomHour> ORDER =
            Comparator.comparing(RoomHour::room).thenComparing(RoomHour::hour);

    private final EventCodec codec;
    private final HourCounts hours;
    private final Rollups rollups;
    private final Transactions transactions;

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
                results -> Flux.fromStream(
                                results.stream().map(Recount::hourOf).distinct().sorted(ORDER))
                        .buffer(HOURS_A_TRANSACTION)
                        .toStream()
                        .forEach(this::countNow));
    }

    private static RoomHour hourOf(SendResultEvent result) {
        return new RoomHour(result.roomId(), result.scheduledAt().truncatedTo(ChronoUnit.HOURS));
    }

    private void countNow(List<RoomHour> some) {
        // The consumer's own thread is the one place that may wait.
        transactions
                .run(count(some))
                .toFuture()
                .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private Mono<Void> count(List<RoomHour> some) {
        return hours.locked(some)
                .delayUntil(before -> hours.countAnew(some))
                .zipWhen(before -> hours.of(some))
                .flatMap(both -> rollups.add(HourCount.differences(both.getT1(), both.getT2())));
    }
}
