package io.roomcast.model.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A folder, shared by the API and the dispatchers of one machine or over a network file system. */
final class LocalImageStore implements ImageStore {
    private final Path root;

    LocalImageStore(Path root) {
        this.root = root.toAbsolutePath();
    }

    @Override
    public Mono<Void> put(String key, Path file) {
        return blocking(() -> {
            Path target = path(key);
            if (!Files.exists(target)) {
                copyDurably(file, target);
            }
            return null;
        });
    }

    @Override
    public Mono<byte[]> get(String key) {
        return blocking(() -> Files.readAllBytes(path(key)))
                .onErrorMap(NoSuchFileException.class, missing -> new ImageMissingException(key));
    }

    @Override
    public Mono<Void> delete(String key) {
        return blocking(() -> {
            Files.deleteIfExists(path(key));
            return null;
        });
    }

    /** Under another name until it is whole and synced: no reader ever sees half an image. */
    private static void copyDurably(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path half = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".half");
        try {
            Files.copy(file, half);
            try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private Path path(String key) {
        ImageKeys.check(key);
        return root.resolve(key.substring(0, 2)).resolve(key);
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
