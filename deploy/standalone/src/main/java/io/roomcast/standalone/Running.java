package io.roomcast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;

/** The launcher that keeps the system of a home running, if there is one. */
final class Running {
    private Running() {}

    static Optional<ProcessHandle> pid(Home home) {
        try {
            if (!Files.exists(home.pidFile())) {
                return Optional.empty();
            }
            String pid = Files.readString(home.pidFile()).trim();
            if (!pid.matches("\\d+")) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> isLauncher(handle, home))
                    .filter(handle -> handle.pid() != ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void note(Home home, Stack.Replicas replicas) throws IOException {
        Files.writeString(
                home.replicasFile(), replicas.triggers() + " " + replicas.dispatchers() + " " + replicas.phones());
    }

    /** Of the launcher that runs, or ran last; one of each where none ever did. */
    static Stack.Replicas replicas(Home home) {
        try {
            if (!Files.exists(home.replicasFile())) {
                return new Stack.Replicas(1, 1, 1);
            }
            String[] counts = Files.readString(home.replicasFile()).trim().split(" ");
            return new Stack.Replicas(
                    Integer.parseInt(counts[0]), Integer.parseInt(counts[1]), Integer.parseInt(counts[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pid is used again after a reboot: the process must be ours, and not younger than its file. */
    private static boolean isLauncher(ProcessHandle handle, Home home) {
        boolean java = handle.info().command().orElse("").contains("java");
        boolean launcher = handle.info()
                .arguments()
                .map(arguments -> String.join(" ", arguments).contains("roomcast-standalone"))
                .orElse(true);
        return java && launcher && startedBefore(handle, home);
    }

    private static boolean startedBefore(ProcessHandle handle, Home home) {
        try {
            Instant written = Files.getLastModifiedTime(home.pidFile()).toInstant();
            return handle.info()
                    .startInstant()
                    .map(start -> start.isBefore(written.plusSeconds(1)))
                    .orElse(true);
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isReady(Home home) {
        return pid(home).isPresent() && Http.isUp(Services.local(home.apiPort(), "/actuator/health/readiness"));
    }
}
