package io.roomcast.model.image;

import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Bytes by the lower-case hex SHA-256 of what they are. Never changes what it holds. Any thread. */
public interface ImageStore {
    /**
     * Keeps a copy of {@code file} under {@code key}; storing the same key again changes nothing. Completes when the
     * bytes are durable. The file stays the caller's.
     */
    Mono<Void> put(String key, Path file);

    /** The bytes, or {@link ImageMissingException}. */
    Mono<byte[]> get(String key);

    /** Completes also when there was nothing to delete. */
    Mono<Void> delete(String key);

    /** The key under which the small preview of an image is kept. */
    static String thumbnailKey(String sha256) {
        return sha256 + "-thumbnail";
    }
}
