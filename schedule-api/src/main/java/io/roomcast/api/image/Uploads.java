package io.roomcast.api.image;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import lombok.extern.slf4j.Slf4j;
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
    private static final Duration LONGEST = Duration.ofMinutes(2);
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
                    try {
                        // Again: a cleaner of temporary folders may have removed it.
                        return Files.createTempDirectory(Files.createDirectories(root), "upload");
                    } catch (IOException e) {
                        places.release();
                        throw e;
                    }
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

    /** Of several parts, the last one named {@code file} counts; others are read and dropped. */
    private Mono<Upload> receive(Path folder, Flux<PartEvent> parts) {
        Path file = folder.resolve("upload");
        var bytes = new AtomicLong();
        return parts.windowUntil(PartEvent::isLast)
                .concatMap(part -> part.switchOnFirst(
                        (first, events) -> first.get() instanceof FilePartEvent named && "file".equals(named.name())
                                ? store(events, file, bytes).then(Mono.just(baseName(named.filename())))
                                : drop(events, bytes)))
                .takeLast(1)
                .next()
                .filterWhen(name -> isNotEmpty(file))
                .switchIfEmpty(Mono.error(() -> ProblemException.field(
                        "/file", "required", "A part named \"file\" with a picture is required")))
                .map(name -> new Upload(folder, file, name))
                .timeout(
                        LONGEST,
                        Mono.error(() -> ProblemException.of(
                                ProblemKind.MALFORMED, "The upload took longer than " + LONGEST.toSeconds() + " s")))
                // How the parser says that a part's headers make no sense.
                .onErrorMap(
                        e -> e instanceof IllegalArgumentException || e instanceof IllegalStateException,
                        e -> ProblemException.of(ProblemKind.MALFORMED, "Not a multipart/form-data body"));
    }

    private Mono<Void> store(Flux<PartEvent> events, Path file, AtomicLong bytes) {
        return DataBufferUtils.write(
                events.map(PartEvent::content).doOnNext(buffer -> count(buffer, bytes)),
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void count(DataBuffer buffer, AtomicLong bytes) {
        if (bytes.addAndGet(buffer.readableByteCount()) > limits.largest().toBytes()) {
            DataBufferUtils.release(buffer);
            throw ProblemException.of(
                    ProblemKind.TOO_LARGE,
                    "A picture has at most " + limits.largest().toMegabytes() + " MB");
        }
    }

    private Mono<String> drop(Flux<PartEvent> events, AtomicLong bytes) {
        return events.doOnNext(event -> count(event.content(), bytes))
                .doOnNext(event -> DataBufferUtils.release(event.content()))
                .then(Mono.empty());
    }

    private static Mono<Boolean> isNotEmpty(Path file) {
        return Mono.fromCallable(() -> Files.size(file) > 0).subscribeOn(Schedulers.boundedElastic());
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
