package io.roomcast.api.image;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Semaphore;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Streams an upload into a folder of its own, counting its bytes, and removes that folder whatever happens.
 *
 * <p>Few at a time; what a killed process left behind is removed at the next start.
 */
@Slf4j
@Component
class Uploads {
    private static final int AT_ONCE = 4;
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(5);

    private final ImageLimits limits;
    private final Path root;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param name as the sender calls it, without any path */
    record Upload(Path folder, Path file, String name) {}

    Uploads(ImageLimits limits) throws IOException {
        this.limits = limits;
        this.root = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "roomcast-uploads"));
        removeLeftBehind();
    }

    /** @throws ProblemException BUSY when too many uploads are under way, TOO_LARGE, or INVALID without a file */
    <T> Mono<T> with(Flux<PartEvent> parts, java.util.function.Function<Upload, Mono<T>> work) {
        return Mono.usingWhen(
                open(),
                folder -> receive(folder, parts).flatMap(work),
                this::close,
                (folder, e) -> close(folder),
                this::close);
    }

    private Mono<Path> open() {
        return Mono.fromCallable(() -> {
                    if (!places.tryAcquire()) {
                        throw ProblemException.of(ProblemKind.BUSY, "At most " + AT_ONCE + " uploads at once");
                    }
                    return Files.createTempDirectory(root, "upload");
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> close(Path folder) {
        return Mono.<Void>fromRunnable(() -> {
                    places.release();
                    delete(folder);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Upload> receive(Path folder, Flux<PartEvent> parts) {
        var receiver = new Receiver(folder.resolve("upload"));
        return parts.publishOn(Schedulers.boundedElastic())
                .doOnNext(receiver::take)
                .doFinally(signal -> receiver.close())
                .then(Mono.fromCallable(() -> new Upload(folder, receiver.file, receiver.requireName())))
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()));
    }

    private final class Receiver {
        private final Path file;
        private @Nullable OutputStream out;
        private @Nullable String name;
        private long bytes;

        Receiver(Path file) {
            this.file = file;
        }

        void take(PartEvent event) {
            DataBuffer content = event.content();
            try {
                if (event instanceof FilePartEvent part && event.name().equals("file")) {
                    name = baseName(part.filename());
                    write(content);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                DataBufferUtils.release(content);
            }
        }

        private void write(DataBuffer content) throws IOException {
            bytes += content.readableByteCount();
            if (bytes > limits.largest().toBytes()) {
                throw ProblemException.of(
                        ProblemKind.TOO_LARGE,
                        "A picture has at most " + limits.largest().toMegabytes() + " MB");
            }
            if (out == null) {
                out = Files.newOutputStream(file);
            }
            try (var in = content.asInputStream()) {
                in.transferTo(out);
            }
        }

        String requireName() {
            if (name == null || bytes == 0) {
                throw ProblemException.field("/file", "required", "A part named \"file\" with a picture is required");
            }
            return name;
        }

        void close() {
            try {
                if (out != null) {
                    out.close();
                }
            } catch (IOException e) {
                log.debug("Upload not closed", e);
            }
        }
    }

    /** The last segment of whatever path a sender gives; it is only ever shown, never used as a path. */
    private static String baseName(String filename) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        String shown = name.replaceAll("\\p{Cntrl}", "").strip();
        return shown.isEmpty() ? "image" : shown.substring(0, Math.min(255, shown.length()));
    }

    private void removeLeftBehind() throws IOException {
        Instant before = Instant.now().minus(LEFT_BEHIND);
        try (var folders = Files.list(root)) {
            for (Path folder : folders.sorted(Comparator.naturalOrder()).toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(before)) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            log.warn("Temporary folder {} not removed: {}", folder, e.toString());
        }
    }
}
