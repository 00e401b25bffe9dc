package io.roomcast.api.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * This process's own folder below one that several share, made when it is first needed.
 *
 * <p>A file beside it is locked for as long as the process lives, frozen or not: by that others tell it from what a process left
 * behind that is gone. Any thread.
 */
@Slf4j
@RequiredArgsConstructor
final class OwnFolder implements AutoCloseable {
    private static final String PREFIX = "api-";
    private static final String LOCK = ".lock";

    private final Path shared;
    private @Nullable Held own;

    /** @param lock kept, for what nobody refers to may be let go */
    private record Held(Path folder, FileChannel file, FileLock lock) {
        boolean isThere() {
            return Files.exists(lockOf(folder));
        }
    }

    /** A new folder in it; whoever asks for it removes it. @throws IOException where there is no room, or no right */
    synchronized Path newFolder() throws IOException {
        Held held = own;
        // Somebody who clears up old files may have removed it.
        while (held == null || !held.isThere()) {
            release();
            held = hold();
            own = held;
        }
        return Files.createTempDirectory(Files.createDirectories(held.folder()), "upload");
    }

    /** The lock comes before the folder: one whose lock is not held is left. */
    private Held hold() throws IOException {
        Path folder = Files.createDirectories(shared).resolve(PREFIX + UUID.randomUUID());
        FileChannel file = FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return new Held(folder, file, file.lock());
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(lockOf(folder));
            throw e;
        }
    }

    private void release() throws IOException {
        if (own != null) {
            own.file().close();
            own = null;
        }
    }

    /** Removes it, with all that is in it. */
    @Override
    public synchronized void close() throws IOException {
        if (own != null) {
            remove(own.folder());
        }
        release();
    }

    /** Those of processes that are gone. What cannot be removed is left for the next time. */
    void removeOthersThatAreLeft() throws IOException {
        others().forEach(OwnFolder::removeIfLeft);
    }

    /** To open and close the own lock's file would unlock it. */
    private synchronized Set<Path> others() throws IOException {
        try (Stream<Path> files = Files.list(shared)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .map(name -> shared.resolve(
                            name.endsWith(LOCK) ? name.substring(0, name.length() - LOCK.length()) : name))
                    .filter(folder -> own == null || !folder.equals(own.folder()))
                    .collect(Collectors.toSet());
        }
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel file = FileChannel.open(lockOf(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock nobodys = file.tryLock()) {
            if (nobodys != null) {
                remove(folder);
            }
        } catch (OverlappingFileLockException e) {
            log.debug("{} is this process's", folder);
        } catch (IOException e) {
            log.warn("Temporary folder {} not removed: {}", folder, e.toString());
        }
    }

    /** The lock last: where the folder stays, it is found again. */
    private static void remove(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
        Files.deleteIfExists(lockOf(folder));
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
