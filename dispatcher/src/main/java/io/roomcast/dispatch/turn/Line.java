package io.roomcast.dispatch.turn;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * A line before a resource that serves a few at a time; who was due first goes first.
 *
 * <p>Any thread. A waiter that cancels loses its place; a served one must close its {@link Place}, once or more.
 */
public final class Line {
    private final PriorityQueue<Waiter> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiter::rank).thenComparing(Waiter::number));
    private int free;
    private long numbers;

    /** @param id breaks ties of moment and priority */
    public record Rank(Instant dueAt, int priority, long id) implements Comparable<Rank> {
        private static final Comparator<Rank> ORDER =
                Comparator.comparing(Rank::dueAt).thenComparing(Rank::priority).thenComparing(Rank::id);

        @Override
        public int compareTo(Rank other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param place its own, once it is its turn */
    private record Waiter(
            Rank rank, long number, MonoSink<Place> sink, AtomicBoolean gone, AtomicReference<@Nullable Place> place) {
        void leave() {
            gone.set(true);
            Place its = place.get();
            if (its != null) {
                its.close();
            }
        }
    }

    public Line(int places) {
        this.free = places;
    }

    /** Emits a place when it is this caller's turn. */
    public Mono<Place> enter(Rank rank) {
        return Mono.create(sink -> {
            var waiter = new Waiter(rank, nextNumber(), sink, new AtomicBoolean(), new AtomicReference<>());
            sink.onCancel(waiter::leave);
            add(waiter);
            serve();
        });
    }

    /** A place in front; closing it lets the next one in. */
    public final class Place implements AutoCloseable {
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                leave();
            }
        }
    }

    private synchronized long nextNumber() {
        return numbers++;
    }

    private synchronized void add(Waiter waiter) {
        waiting.add(waiter);
    }

    private synchronized void leave() {
        free++;
        serve();
    }

    private void admit(Waiter next) {
        var place = new Place();
        next.place().set(place);
        next.sink().success(place);
        if (next.gone().get()) {
            place.close();
        }
    }

    private synchronized void serve() {
        while (free > 0 && !waiting.isEmpty()) {
            Waiter next = waiting.remove();
            if (!next.gone().get()) {
                free--;
                // On another thread: whoever is served must not run under this lock, or on the leaver's stack.
                Schedulers.parallel().schedule(() -> admit(next));
            }
        }
    }
}
