package io.roomcast.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own for one folder, small enough to be filled to the last byte: a tmpfs, which on Linux only root may
 * mount.
 */
final class SmallDisk implements AutoCloseable {
    private static final Path MOUNTS = Path.of("/proc/mounts");
    private static final int CHUNK = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether a folder can be mounted here at all: tried, as a container may forbid it to its root, too. */
    static boolean isPossible() {
        if (!Files.isReadable(MOUNTS)) {
            return false;
        }
        try {
            Path probe = Files.createTempDirectory("small-disk");
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", probe.toString());
            boolean unmounted = !mounted || run("umount", probe.toString());
            Files.deleteIfExists(probe);
            return mounted && unmounted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param folder made when missing; what is in it is hidden */
    static SmallDisk at(Path folder, int megabytes) {
        try {
            Path path = Files.createDirectories(folder).toRealPath();
            if (!run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs", path.toString())) {
                throw new IllegalStateException("No file system can be mounted at " + path);
            }
            return new SmallDisk(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a killed run has left below a folder. */
    static void removeBelow(Path folder) throws IOException {
        if (!Files.isReadable(MOUNTS) || !Files.exists(folder)) {
            return;
        }
        String below = folder.toRealPath() + "/";
        List<String> mounts = Files.readAllLines(MOUNTS).stream()
                .map(line -> line.split(" ", 3)[1])
                .filter(mount -> mount.startsWith(below))
                .toList();
        for (String mount : mounts) {
            run("umount", "--lazy", mount);
        }
    }

    /** Until nothing more can be written: what does not fill a chunk is taken byte by byte. */
    void fill() {
        write("filler", CHUNK);
        write("filler-of-the-rest", 1);
    }

    private void write(String file, int bytesAtOnce) {
        var zeros = new byte[bytesAtOnce];
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            // As was meant.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(folder.resolve("filler"));
            Files.deleteIfExists(folder.resolve("filler-of-the-rest"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("umount", "--lazy", folder.toString());
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
