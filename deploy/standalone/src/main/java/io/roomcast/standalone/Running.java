package io.roomcast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** The launcher that keeps the system of a home running, if there is one. */
final class Running {
    private Running() {}

    static Optional<ProcessHandle> pid(Home home) {
        try {
            if (!Files.exists(home.pidFile())) {
                return Optional.empty();
            }
            long pid = Long.parseLong(Files.readString(home.pidFile()).trim());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info().command().orElse("").contains("java"))
                    .filter(handle -> handle.pid() != ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isReady(Home home) {
        return pid(home).isPresent() && Http.isUp(Services.local(home.apiPort(), "/actuator/health/readiness"));
    }
}
