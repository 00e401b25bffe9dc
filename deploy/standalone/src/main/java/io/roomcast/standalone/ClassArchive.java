package io.roomcast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a program as its JVM holds them in memory: with it the program starts in about half the time.
 *
 * <p>Written by the running program once it has loaded what it needs, beside its jar; bound to that jar and to one JVM, which
 * checks it and goes on without it where it does not fit.
 */
record ClassArchive(Path jar) {
    private static final long LONGEST_SECONDS = 60;

    /** For the start of a JVM: to use it, or to be able to write it. */
    List<String> options() {
        return isThere()
                ? List.of("-XX:SharedArchiveFile=" + file(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-XX:+RecordDynamicDumpInfo");
    }

    /** Of a JVM that was started with {@link #options}. It stands still for some seconds; nothing is done if it is there. */
    void write(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (isThere() || !Files.isExecutable(jcmd)) {
            return;
        }
        Path unfinished = file().resolveSibling(file().getFileName() + "." + pid);
        try {
            Process writing = new ProcessBuilder(
                            jcmd.toString(), Long.toString(pid), "VM.cds", "dynamic_dump", unfinished.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (writing.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && Files.exists(unfinished)) {
                Files.move(unfinished, file(), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path file() {
        return jar.resolveSibling(jar.getFileName().toString().replace(".jar", "-") + Runtime.version() + ".jsa");
    }

    private boolean isThere() {
        try {
            return Files.exists(file())
                    && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
