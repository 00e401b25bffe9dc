package io.roomcast.benchmark;

import io.roomcast.standalone.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs that run for a benchmark, and stop with it, the newest first. */
public final class Processes implements AutoCloseable {
    private final List<Watched> started = new ArrayList<>();

    /** Returns when it is ready. */
    public void start(Watched process) {
        started.add(0, process);
        process.start();
        process.awaitReady();
    }

    /** What a process holds in memory; 0 where the system does not tell. */
    public static long residentMegabytes(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        started.forEach(Watched::stop);
    }
}
