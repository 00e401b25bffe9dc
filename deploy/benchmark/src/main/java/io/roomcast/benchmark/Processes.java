package io.roomcast.benchmark;

import io.roomcast.standalone.Watched;
import java.util.ArrayList;
import java.util.List;

/** Programs that run for a benchmark, and stop with it, the newest first. */
public final class Processes implements AutoCloseable {
    private final List<Watched> started = new ArrayList<>();

    /** Returns when it is ready. */
    public void start(Watched process) {
        started.add(0, process);
        process.start();
        process.awaitReady();
    }

    @Override
    public void close() {
        started.forEach(Watched::stop);
    }
}
