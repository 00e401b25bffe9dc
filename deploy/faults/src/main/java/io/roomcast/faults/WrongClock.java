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
 * The database's clock, set wrong while it runs: by libfaketime, which stands between its process and the machine's clock
 * (Debian's package {@code faketime}). What it measures spans by stays right. Where there is no such library nothing is done.
 */
final class WrongClock {
    private static final String NOTICE = "the database's was set";

    private final Path file;

    WrongClock(Home home) {
        file = home.folder().resolve("database-clock");
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
                        "1"))
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
    Strike strike(Scene scene, Duration off) {
        long before = noticed(scene.site());
        set(off);
        return Strike.lasting(() -> (int) (noticed(scene.site()) - before), () -> set(Duration.ZERO));
    }

    private static long noticed(Site site) {
        return site.names("").stream()
                .flatMap(name -> Witness.lines(site.home.log(name)))
                .filter(line -> line.contains(NOTICE))
                .count();
    }
}
