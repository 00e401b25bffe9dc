package io.roomcast.model.time;

import io.roomcast.model.sql.Transactions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Runs one step again and again, never two at a time.
 *
 * <p>The step says how long to sleep until the next one; {@link #wake()} cuts that sleep short. A step that fails is
 * logged and run again after {@link #AFTER_FAILURE}. Stopping waits for the running step to end.
 */
@Slf4j
public final class WorkLoop implements SmartLifecycle {
    /** Started first and stopped last: what others build on. */
    public static final int EARLIEST_PHASE = -1_000;

    /** Stopped before phase 0, in which Spring takes the threads of all HTTP calls away: who works still needs them. */
    public static final int DEFAULT_PHASE = 1_000;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** A step of which nobody hears any more must not end the loop; it is left alone, not cancelled. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(40);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final String name;
    private final Supplier<Mono<Duration>> step;
    private final int phase;
    private final Scheduler scheduler;

    private boolean started;
    private boolean woken;
    private @Nullable CompletableFuture<Void> running;
    private @Nullable Disposable sleep;

    public WorkLoop(String name, Supplier<Mono<Duration>> step, int phase) {
        this.name = name;
        this.step = step;
        this.phase = phase;
        this.scheduler = Schedulers.newSingle("loop-" + name, true);
    }

    /** Starts the next step now, or right after the one that is running. Any thread; returns at once. */
    public synchronized void wake() {
        if (!started) {
            return;
        }
        if (running != null) {
            woken = true;
            return;
        }
        sleepFor(Duration.ZERO);
    }

    @Override
    public synchronized void start() {
        started = true;
        sleepFor(Duration.ZERO);
    }

    @Override
    public void stop() {
        CompletableFuture<Void> last = cease();
        try {
            if (last != null) {
                last.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            log.warn("Loop {} did not end its step in {}", name, STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            log.warn("Loop {} ended with a failure", name, e);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return phase;
    }

    private synchronized @Nullable CompletableFuture<Void> cease() {
        started = false;
        if (sleep != null) {
            sleep.dispose();
        }
        return running;
    }

    private synchronized void sleepFor(Duration span) {
        if (sleep != null) {
            sleep.dispose();
        }
        sleep = scheduler.schedule(this::runStep, span.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void runStep() {
        if (!begin()) {
            return;
        }
        Transactions.shielded(Mono.defer(step))
                .timeout(LONGEST_STEP)
                .defaultIfEmpty(AFTER_FAILURE)
                .subscribe(this::end, this::endFailed);
    }

    private synchronized boolean begin() {
        if (!started || running != null) {
            return false;
        }
        woken = false;
        running = new CompletableFuture<>();
        return true;
    }

    private void endFailed(Throwable failure) {
        log.warn("Loop {} failed and will try again in {}: {}", name, AFTER_FAILURE, failure.toString());
        log.debug("Loop {}", name, failure);
        end(AFTER_FAILURE);
    }

    private synchronized void end(Duration next) {
        CompletableFuture<Void> ended = running;
        if (ended == null) {
            return;
        }
        running = null;
        ended.complete(null);
        if (started) {
            sleepFor(woken ? Duration.ZERO : next);
        }
    }
}
