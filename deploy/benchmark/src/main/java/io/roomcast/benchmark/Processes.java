package io.roomcast.benchmark;

import io.roomcast.standalone.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that run for a benchmark, and stop with it, the newest first. */
public final class Processes implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final List<Watched> started = new ArrayList<>();

    /** Returns when it is ready. */
    public void start(Watched process) throws InterruptedException {
        started.add(0, process);
        process.start();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!process.isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(process.name() + " did not start; its log is in <home>/logs");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        started.forEach(Watched::stop);
    }
}
