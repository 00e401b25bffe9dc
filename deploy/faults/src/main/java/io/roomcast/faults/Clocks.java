package io.roomcast.faults;

import io.roomcast.standalone.Watched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Machines whose clock is an hour wrong, by libfaketime where the machine has it (Debian's package libfaketime). */
final class Clocks {
    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "libfaketimeMT.so.1";
    private static final String REFUSAL = "Not claiming: the database's clock";

    private Clocks() {}

    /** Empty where the library is missing. */
    static List<Fault> faults() {
        return library().stream().flatMap(Clocks::faults).toList();
    }

    private static Stream<Fault> faults(Path library) {
        return Stream.of(
                Fault.of("clock-of-trigger-ahead", 30, scene -> trigger(scene, library, "+1h")),
                Fault.of("clock-of-trigger-behind", 30, scene -> trigger(scene, library, "-1h")),
                Fault.of("clock-of-dispatcher-ahead", 30, scene -> dispatcher(scene, library, "+1h")),
                Fault.of("clock-of-dispatcher-behind", 30, scene -> dispatcher(scene, library, "-1h")));
    }

    /** It bites where the trigger finds it out, and claims nothing. */
    private static Strike trigger(Scene scene, Path library, String offset) {
        String name = scene.any(scene.site().names("trigger-service"));
        Path log = scene.site().home.log(name);
        long before = refusals(log);
        return wrong(scene.site(), name, library, offset, () -> (int) (refusals(log) - before));
    }

    /** It bites where it works with its wrong clock: everything that it does is by the database's. */
    private static Strike dispatcher(Scene scene, Path library, String offset) {
        String name = scene.any(scene.site().names("dispatcher"));
        return wrong(
                scene.site(),
                name,
                library,
                offset,
                () -> scene.site().service(name).isReady() ? 1 : 0);
    }

    private static Strike wrong(
            Site site, String name, Path library, String offset, java.util.function.IntSupplier bites) {
        Watched right = site.service(name);
        site.exchange(right.with(
                Map.of("LD_PRELOAD", library.toString(), "FAKETIME", offset, "FAKETIME_DONT_FAKE_MONOTONIC", "1")));
        return Strike.lasting(bites, () -> site.exchange(right));
    }

    private static long refusals(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(REFUSAL)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> library() {
        try (Stream<Path> folders = Files.isDirectory(LIBRARIES) ? Files.list(LIBRARIES) : Stream.of()) {
            return folders.map(folder -> folder.resolve("faketime").resolve(LIBRARY))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
