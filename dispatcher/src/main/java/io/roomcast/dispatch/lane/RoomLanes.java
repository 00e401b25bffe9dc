package io.roomcast.dispatch.lane;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.roomcast.model.time.ClockSetException;
import io.roomcast.model.time.DatabaseClock;
import io.roomcast.model.time.WorkLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The lanes of this replica: one per room that has something to do, none for a room at rest.
 *
 * <p>A lane sends one occurrence after the other and never two at once; lanes of different rooms run side by side. Its
 * whole state is in the database: a lane that is lost is woken again by the next due event of its room.
 */
@Slf4j
@Component
public class RoomLanes implements SmartLifecycle {
    private static final Duration LOOK_AGAIN_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN_AT_SET_CLOCK = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN_AT_LEASED = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

    private final Admission admission;
    private final OccurrenceRun run;
    private final LaneRows rows;
    private final DatabaseClock clock;
    private final Map<Long, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<Long, Disposable> timers = new ConcurrentHashMap<>();
    private volatile boolean running;

    private static final class Lane {
        private final long roomId;
        private volatile boolean again;
        private volatile boolean stopping;

        Lane(long roomId) {
            this.roomId = roomId;
        }
    }

    RoomLanes(Admission admission, OccurrenceRun run, LaneRows rows, DatabaseClock clock, MeterRegistry meters) {
        this.admission = admission;
        this.run = run;
        this.rows = rows;
        this.clock = clock;
        Gauge.builder("roomcast.dispatch.lanes", lanes, Map::size)
                .description("Rooms this replica is busy with")
                .register(meters);
    }

    /** Lets the room's lane look, soon; returns at once. Any thread. */
    public void wake(long roomId) {
        if (!running) {
            return;
        }
        lanes.compute(roomId, (id, lane) -> {
            if (lane != null) {
                lane.again = true;
                return lane;
            }
            var started = new Lane(id);
            Schedulers.parallel().schedule(() -> start(started));
            return started;
        });
    }

    /** Wakes every room with work that {@code mine} accepts: after rooms came to this replica. */
    public Mono<Void> wakeAll(LongPredicate mine) {
        return rows.roomsWithWork()
                .doOnNext(rooms -> rooms.stream().filter(mine::test).forEach(this::wake))
                .then();
    }

    /**
     * Lets go of the rooms that {@code lost} accepts: each after the part it is sending. Returns at once; their leases
     * are given back as they stop.
     */
    public void leave(LongPredicate lost) {
        timers.keySet().stream()
                .filter(lost::test)
                .forEach(room -> Optional.ofNullable(timers.remove(room)).ifPresent(Disposable::dispose));
        lanes.values().stream().filter(lane -> lost.test(lane.roomId)).forEach(lane -> {
            lane.again = false;
            lane.stopping = true;
        });
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        leave(room -> true);
        Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .takeUntil(tick -> lanes.isEmpty())
                .take(STOP_LIMIT)
                .doFinally(signal -> callback.run())
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WorkLoop.DEFAULT_PHASE;
    }

    private void start(Lane lane) {
        lane.again = false;
        Flux.defer(() -> step(lane))
                .repeat()
                .takeUntil(more -> !more)
                .then()
                .onErrorResume(failure -> failed(lane, failure))
                .then(Mono.defer(() -> lane.stopping ? admission.release(lane.roomId) : Mono.empty()))
                .onErrorComplete()
                .doFinally(signal -> end(lane))
                .subscribe();
    }

    private Mono<Void> failed(Lane lane, Throwable failure) {
        if (failure instanceof ClockSetException) {
            // Which clock it is stands in the log already; each room need not say so.
            log.debug("The lane of room {}: {}", lane.roomId, failure.getMessage());
            wakeAfter(lane.roomId, LOOK_AGAIN_AT_SET_CLOCK);
            return Mono.empty();
        }
        log.warn("The lane of room {} failed and will look again: {}", lane.roomId, failure.toString());
        log.debug("Lane of room {}", lane.roomId, failure);
        wakeAfter(lane.roomId, LOOK_AGAIN_AFTER_FAILURE);
        return Mono.empty();
    }

    /** Emits whether the lane looks again at once. */
    private Mono<Boolean> step(Lane lane) {
        if (lane.stopping) {
            return Mono.just(false);
        }
        return admission.next(lane.roomId).flatMap(next -> act(lane, next));
    }

    private Mono<Boolean> act(Lane lane, Next next) {
        if (next instanceof Next.Work work) {
            return run.run(work, () -> lane.stopping).thenReturn(true);
        }
        if (next instanceof Next.Soon soon) {
            wakeAfter(lane.roomId, clock.until(soon.at()));
            return Mono.just(false);
        }
        if (next instanceof Next.Leased leased) {
            Duration left = clock.until(leased.until());
            wakeAfter(lane.roomId, left.compareTo(LOOK_AGAIN_AT_LEASED) < 0 ? left : LOOK_AGAIN_AT_LEASED);
            return Mono.just(false);
        }
        return Mono.just(next instanceof Next.Again);
    }

    private void end(Lane lane) {
        lanes.remove(lane.roomId);
        if (lane.again) {
            wake(lane.roomId);
        }
    }

    /** The newest look at a room knows best when the next one is. */
    private void wakeAfter(long roomId, Duration span) {
        Disposable before = timers.put(roomId, Mono.delay(span).subscribe(tick -> {
            timers.remove(roomId);
            wake(roomId);
        }));
        if (before != null) {
            before.dispose();
        }
    }
}
