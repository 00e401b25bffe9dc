package io.roomcast.faults;

import io.roomcast.standalone.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process's clock, set wrong while it runs: by libfaketime, which stands between the process and the machine's clock
 * (Debian's package {@code faketime}). What it measures spans by stays right. Where there is no such library nothing is done.
 */
final class WrongClock {
    private static final String DATABASE_NOTICE = "the database's was set";
    private static final String SERVICE_NOTICE = "the machine's was set";

    private final Path file;

    /** @param whose name of the process */
    WrongClock(Home home, String whose) {
        file = home.folder().resolve("clock-of-" + whose);
        set(Duration.ZERO);
    }

    private static Optional<Path> library() {
        return List.of("x86_64-linux-gnu", "aarch64-linux-gnu").stream()
                .map(machine -> Path.of("/usr/lib", machine, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst();
    }

    static boolean isPossible() {
        return library().isPresent();
    }

    /** Variables of the process whose clock this is. */
    Map<String, String> environment() {
        return library()
                .map(found -> Map.of(
                        "LD_PRELOAD",
                        found.toString(),
                        "FAKETIME_TIMESTAMP_FILE",
                        file.toString(),
                        "FAKETIME_NO_CACHE",
                        "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC",
                        "1",
                        // Else a JVM's timed waits end at once.
                        "FAKETIME_FORCE_MONOTONIC_FIX",
                        "0"))
                .orElse(Map.of());
    }

    /** @param off how far it is ahead from now on */
    void set(Duration off) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, "%+d".formatted(off.toSeconds()));
            // Never half written: it is read at every look at the clock.
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Felt by each service that says in its log whose clock was set. */
    static Strike ofDatabase(Scene scene, Duration off) {
        List<Path> logs =
                scene.site().names("").stream().map(scene.site().home::log).toList();
        return scene.site().databaseClock.strike(off, logs, DATABASE_NOTICE);
    }

    /** Of one service, which says so in its log. */
    static Strike ofService(Scene scene, Duration off) {
        String name = scene.any(scene.site().names(""));
        return scene.site().clock(name).strike(off, List.of(scene.site().home.log(name)), SERVICE_NOTICE);
    }

    private Strike strike(Duration off, List<Path> logs, String notice) {
        long before = noticed(logs, notice);
        set(off);
        return Strike.lasting(() -> (int) (noticed(logs, notice) - before), () -> set(Duration.ZERO));
    }

    private static long noticed(List<Path> logs, String notice) {
        return logs.stream()
                .flatMap(Witness::lines)
                .filter(line -> line.contains(notice))
                .count();
    }
}
