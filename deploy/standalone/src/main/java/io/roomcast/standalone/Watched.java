package io.roomcast.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is started again when it dies, a little later each time it dies young. */
public final class Watched {
    private static final Duration YOUNG = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    /** As a stack trace begins each deeper exception; the last one is where it began. */
    private static final String CAUSE = "Caused by: ";

    private final String name;
    private final List<String> command;
    private final Path log;
    private final URI health;
    private final Map<String, String> environment;
    private @Nullable Process process;
    private long startedAt;
    private long logBefore;
    private long notBefore;
    private int young;

    Watched(String name, List<String> command, Path log, URI health) {
        this(name, command, log, health, Map.of());
    }

    /**
     * @param health answers 2xx when the process is ready
     * @param environment holds the secrets: a command line can be read by every user of the machine
     */
    Watched(String name, List<String> command, Path log, URI health, Map<String, String> environment) {
        this.environment = environment;
        this.name = name;
        this.command = command;
        this.log = log;
        this.health = health;
    }

    public String name() {
        return name;
    }

    public synchronized void start() {
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            logBefore = Files.exists(log) ? Files.size(log) : 0;
            process = builder.start();
            startedAt = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isReady() {
        return isAlive() && Http.isUp(health);
    }

    /** @throws IllegalStateException when it dies before, or takes longer than three minutes */
    public void awaitReady() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!isAlive() || System.nanoTime() > deadline) {
                throw notStarted();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** What to tell when it did not: the last cause that its log names, too, for a log may be gone when somebody asks. */
    IllegalStateException notStarted() {
        return new IllegalStateException("%s did not start: %s; see %s".formatted(name, lastWords(), log));
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Called again and again: starts the process when it has died and its pause is over. */
    public synchronized void keepAlive() {
        if (isAlive()) {
            return;
        }
        long now = System.nanoTime();
        if (notBefore == 0) {
            young = now - startedAt < YOUNG.toNanos() ? young + 1 : 0;
            Duration pause = Duration.ofSeconds(Math.min(LONGEST_PAUSE.toSeconds(), (1L << Math.min(young, 5)) - 1));
            System.err.printf("%s has died; starting it again in %d s (log: %s)%n", name, pause.toSeconds(), log);
            notBefore = now + pause.toNanos();
        }
        if (now >= notBefore) {
            notBefore = 0;
            start();
        }
    }

    public void stop() {
        Process current = current();
        if (current == null) {
            return;
        }
        current.destroy();
        try {
            if (!current.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                current.destroyForcibly();
            }
        } catch (InterruptedException e) {
            current.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process as a power cut would; returns when it is gone. */
    public void kill() {
        Process current = current();
        if (current != null) {
            current.destroyForcibly().onExit().join();
        }
    }

    /** @throws NullPointerException before the first start */
    public long pid() {
        return Objects.requireNonNull(current()).pid();
    }

    /** Returns at once; see {@link #stop()}. */
    public void askToStop() {
        Process current = current();
        if (current != null) {
            current.destroy();
        }
    }

    private String lastWords() {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(logBefore);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(CAUSE))
                    .reduce((before, last) -> last)
                    .map(line -> line.substring(CAUSE.length()))
                    .orElse("its log names no cause");
        } catch (IOException | UncheckedIOException e) {
            return "its log cannot be read";
        }
    }

    private synchronized @Nullable Process current() {
        return process;
    }
}
