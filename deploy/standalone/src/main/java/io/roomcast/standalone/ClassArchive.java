package io.roomcast.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
            if (writing.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && writing.exitValue() == 0) {
                Files.move(unfinished, file(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                writing.destroyForcibly();
            }
        } catch (IOException e) {
            System.err.println("Without an archive of classes, starts are slower: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path file() {
        return jar.resolveSibling(jar.getFileName().toString().replace(".jar", "-") + Runtime.version() + ".jsa");
    }

    /** And younger than the program and its libraries. */
    private boolean isThere() {
        long written = file().toFile().lastModified();
        File[] libraries = jar.resolveSibling("lib").toFile().listFiles();
        return written > jar.toFile().lastModified()
                && libraries != null
                && Arrays.stream(libraries).allMatch(library -> written > library.lastModified());
    }
}
