package io.roomcast.api.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * This process's own folder below one that several share, made when it is first needed.
 *
 * <p>It holds a file that stays locked for as long as the process lives, frozen or not: by that others tell it from what a process
 * left behind that is gone. Any thread.
 */
@Slf4j
@RequiredArgsConstructor
final class OwnFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String VISIBLE = "api-";

    private final Path shared;
    private @Nullable Path own;
    private @Nullable FileChannel lock;

    /** A new folder in it; whoever asks for it removes it. */
    synchronized Path newFolder() throws IOException {
        Path folder = own;
        // Again: a cleaner of temporary folders may have removed it.
        if (folder == null || Files.notExists(folder.resolve(LOCK))) {
            folder = make();
        }
        return Files.createTempDirectory(folder, "upload");
    }

    /** It gets the name by which others see it when it is locked already. */
    private Path make() throws IOException {
        if (lock != null) {
            lock.close();
        }
        Path hidden = Files.createTempDirectory(Files.createDirectories(shared), ".new");
        lock = FileChannel.open(hidden.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        Path folder = Files.move(hidden, shared.resolve(VISIBLE + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
        own = folder;
        return folder;
    }

    /** Removes it, with all that is in it. */
    @Override
    public synchronized void close() throws IOException {
        FileSystemUtils.deleteRecursively(own);
        if (lock != null) {
            lock.close();
        }
    }

    /** Those of processes that are gone. What cannot be removed is left for the next time. */
    void removeOthersThatAreLeft() throws IOException {
        others().forEach(OwnFolder::removeIfLeft);
    }

    /** To open and close the own lock's file would unlock it. */
    private synchronized List<Path> others() throws IOException {
        try (Stream<Path> folders = Files.list(shared)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(VISIBLE))
                    .filter(folder -> !folder.equals(own))
                    .toList();
        }
    }

    private static void removeIfLeft(Path folder) {
        try (FileChannel others = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock gone = others.tryLock()) {
            if (gone != null) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            log.debug("{} is not to be removed: {}", folder, e.toString());
        } catch (IOException e) {
            log.warn("Temporary folder {} not removed: {}", folder, e.toString());
        }
    }
}
