package io.roomcast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a program as its JVM lays them out, in a file beside its jar, for the next start to map instead of reading and
 * checking each anew.
 *
 * <p>Written by the first process that ends in good order: a JVM that writes it while it runs may end itself. It is bound to one
 * JVM and one set of jars; the JVM looks at that on each start and goes without what does not fit.
 */
final class ClassArchive {
    /** One writer of this process for each file is enough. */
    private static final Set<Path> BEING_WRITTEN = ConcurrentHashMap.newKeySet();

    /** What it says about classes that cannot be archived is of no use to anybody. */
    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    private final Path jar;
    private final Path file;
    private @Nullable Path draft;

    private ClassArchive(Path jar) {
        this.jar = jar;
        this.file = jar.resolveSibling(jar.getFileName() + "-" + Runtime.version() + ".jsa");
    }

    /** @param jar a program whose libraries lie in {@code lib} beside it */
    static ClassArchive of(Path jar) {
        return new ClassArchive(jar);
    }

    /** Of a process that is about to start, after the one before has {@link #ended}. */
    synchronized List<String> flags() {
        if (isNewerThanTheJars()) {
            return with("-XX:SharedArchiveFile=" + file);
        }
        if (Files.isWritable(jar.toAbsolutePath().getParent()) && BEING_WRITTEN.add(file)) {
            draft = file.resolveSibling(
                    file.getFileName() + "." + ProcessHandle.current().pid());
            return with("-XX:ArchiveClassesAtExit=" + draft);
        }
        return List.of();
    }

    /** @param inGoodOrder else what the process may have begun to write is of no use */
    synchronized void ended(boolean inGoodOrder) {
        Path written = draft;
        if (written == null) {
            return;
        }
        try {
            if (inGoodOrder && Files.exists(written)) {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        draft = null;
        BEING_WRITTEN.remove(file);
    }

    private static List<String> with(String flag) {
        return Stream.concat(Stream.of(flag), QUIET.stream()).toList();
    }

    private boolean isNewerThanTheJars() {
        if (!Files.exists(file)) {
            return false;
        }
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            FileTime written = Files.getLastModifiedTime(file);
            return Stream.concat(Stream.of(jar), libraries).allMatch(it -> isOlder(it, written));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOlder(Path path, FileTime moment) {
        try {
            return Files.getLastModifiedTime(path).compareTo(moment) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}
