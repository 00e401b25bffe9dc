package io.roomcast.api.image;

import io.roomcast.api.problem.ProblemException;
import io.roomcast.api.problem.ProblemKind;
import io.roomcast.model.content.ResidentNumbers;
import io.roomcast.model.image.ImageStoreDownException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import lombok.extern.slf4j.Slf4j;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Streams an upload into a folder of its own, counting its bytes, and removes that folder whatever happens.
 *
 * <p>Few at a time; what a killed process left behind is removed by the next one that starts, and every five minutes.
 */
@Slf4j
@Component
class Uploads implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int TRIES_TO_DELETE = 6;

    private final ImageLimits limits;
    private final OwnFolder own;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param name as the sender calls it, without any path */
    record Upload(Path folder, Path file, String name) {}

    Uploads(ImageLimits limits, UploadProperties properties) throws IOException {
        this.limits = limits;
        this.own = new OwnFolder(Files.createDirectories(properties.uploadFolder()));
        removeLeftBehind();
    }

    /**
     * @throws ProblemException BUSY when too many uploads are under way, TOO_LARGE, or INVALID without a file
     * @throws ImageStoreDownException where it cannot be written
     */
    <T> Mono<T> with(Flux<PartEvent> parts, java.util.function.Function<Upload, Mono<T>> work) {
        return Mono.usingWhen(
                        open(),
                        folder -> receive(folder, parts).flatMap(work),
                        this::close,
                        (folder, e) -> close(folder),
                        this::close)
                .onErrorMap(IOException.class, ImageStoreDownException::new);
    }

    /** On the caller's thread: between a place taken on another one and a caller that hangs up, the place would be lost. */
    private Mono<Path> open() {
        return Mono.fromCallable(() -> {
            if (!places.tryAcquire()) {
                throw ProblemException.of(ProblemKind.BUSY, "At most " + AT_ONCE + " uploads at once");
            }
            try {
                return own.newFolder();
            } catch (IOException e) {
                places.release();
                throw e;
            }
        });
    }

    /** Again where it fails: a write that was broken off may still be making its file. */
    private Mono<Void> close(Path folder) {
        return Mono.<Void>fromRunnable(places::release)
                .then(Mono.fromCallable(() -> FileSystemUtils.deleteRecursively(folder))
                        .subscribeOn(Schedulers.boundedElastic())
                        .retryWhen(Retry.backoff(TRIES_TO_DELETE, Duration.ofMillis(50))))
                .doOnError(e -> log.warn("Temporary folder {} not removed: {}", folder, e.toString()))
                .onErrorComplete()
                .then();
    }

    private Mono<Upload> receive(Path folder, Flux<PartEvent> parts) {
        Path file = folder.resolve("upload");
        var reading = new Reading();
        return DataBufferUtils.write(
                        parts.handle(reading::next),
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)
                .then(Mono.defer(() -> isNotEmpty(file)))
                .filter(there -> there)
                .switchIfEmpty(Mono.error(() -> ProblemException.field(
                        "/file", "required", "A part named \"file\" with a picture is required")))
                .map(there -> new Upload(folder, file, baseName(reading.filename)))
                .timeout(
                        LONGEST,
                        Mono.error(() -> ProblemException.of(
                                ProblemKind.MALFORMED, "The upload took longer than " + LONGEST.toSeconds() + " s")))
                // How the parser says that a part's headers make no sense.
                .onErrorMap(
                        e -> e instanceof IllegalArgumentException || e instanceof IllegalStateException,
                        e -> ProblemException.of(ProblemKind.MALFORMED, "Not a multipart/form-data body"));
    }

    /** Passes on the bytes of the one part named {@code file}, drops those of others, and counts all. */
    private final class Reading {
        private long bytes;
        private boolean inPart;
        private boolean seen;
        private String filename = "";

        void next(PartEvent event, SynchronousSink<DataBuffer> sink) {
            boolean wanted = event instanceof FilePartEvent named && "file".equals(named.name());
            if (wanted && seen && !inPart) {
                refuse(event, sink, ProblemException.field("/file", "one_only", "One picture at a time"));
                return;
            }
            bytes += event.content().readableByteCount();
            if (bytes > limits.largest().toBytes()) {
                String limit = "A picture has at most " + limits.largest().toMegabytes() + " MB";
                refuse(event, sink, ProblemException.of(ProblemKind.TOO_LARGE, limit));
                return;
            }
            inPart = !event.isLast();
            if (wanted) {
                seen = true;
                filename = ((FilePartEvent) event).filename();
                sink.next(event.content());
            } else {
                DataBufferUtils.release(event.content());
            }
        }

        private static void refuse(PartEvent event, SynchronousSink<DataBuffer> sink, ProblemException problem) {
            DataBufferUtils.release(event.content());
            sink.error(problem);
        }
    }

    private static Mono<Boolean> isNotEmpty(Path file) {
        return Mono.fromCallable(() -> Files.size(file) > 0).subscribeOn(Schedulers.boundedElastic());
    }

    /** The last segment of whatever path a sender gives; it is only ever shown, never used as a path. */
    private static String baseName(String filename) {
        String name = filename.substring(Math.max(filename.lastIndexOf('/'), filename.lastIndexOf('\\')) + 1);
        String shown = name.replaceAll("\\p{Cntrl}", "").strip();
        if (ResidentNumbers.areIn(shown)) {
            throw ProblemException.field(
                    "/file", "resident_number", "Its name holds a resident registration number; take it out");
        }
        return shown.isEmpty() ? "image" : shown.substring(0, Math.min(255, shown.length()));
    }

    /** Of processes that are gone. */
    void removeLeftBehind() throws IOException {
        own.removeOthersThatAreLeft();
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
