package io.roomcast.dispatch.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Collects items of many callers and writes them together.
 *
 * <p>An item that finds no write under way goes at once; those that come while one is under way form the next. So the
 * wait for others adapts to the database's speed and there is no timer. Each caller gets the result of its own item, or
 * the error of the write it was in, after the commit.
 */
public final class GroupCommit<I, O> {
    private final Function<List<I>, Mono<List<O>>> write;
    private final int most;
    private final int writers;
    private final Queue<Entry<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writing = new AtomicInteger();

    private record Entry<I, O>(I item, MonoSink<O> sink) {}

    /**
     * @param write gets at most {@code most} items and emits as many results in the same order
     * @param writers writes under way at a time
     */
    public GroupCommit(int most, int writers, Function<List<I>, Mono<List<O>>> write) {
        this.most = most;
        this.writers = writers;
        this.write = write;
    }

    public Mono<O> submit(I item) {
        return Mono.create(sink -> {
            waiting.add(new Entry<>(item, sink));
            drain();
        });
    }

    private void drain() {
        while (!waiting.isEmpty()) {
            int busy = writing.get();
            if (busy >= writers) {
                // Whoever is writing looks at the queue once more after it has given its place back.
                return;
            }
            if (!writing.compareAndSet(busy, busy + 1)) {
                continue;
            }
            List<Entry<I, O>> batch = next();
            if (batch.isEmpty()) {
                writing.decrementAndGet();
                continue;
            }
            Mono.defer(() -> write.apply(batch.stream().map(Entry::item).toList()))
                    .switchIfEmpty(Mono.error(() -> new IllegalStateException("A write has ended without results")))
                    .doFinally(signal -> {
                        writing.decrementAndGet();
                        drain();
                    })
                    .subscribe(results -> succeed(batch, results), failure -> fail(batch, failure));
        }
    }

    private List<Entry<I, O>> next() {
        var batch = new ArrayList<Entry<I, O>>();
        Entry<I, O> entry;
        while (batch.size() < most && (entry = waiting.poll()) != null) {
            batch.add(entry);
        }
        return batch;
    }

    private void succeed(List<Entry<I, O>> batch, List<O> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).sink().success(results.get(i));
        }
    }

    private void fail(List<Entry<I, O>> batch, Throwable failure) {
        batch.forEach(entry -> entry.sink().error(failure));
    }
}
