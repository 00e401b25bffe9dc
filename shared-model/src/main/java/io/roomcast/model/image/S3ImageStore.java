package io.roomcast.model.image;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.BytesWrapper;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket of any service that speaks S3; needs {@code GetObject}, {@code PutObject}, {@code DeleteObject} and, to be told
 * a missing image from a refusal, {@code ListBucket}. A put is durable, and visible to every reader, when the service has answered.
 */
final class S3ImageStore implements ImageStore, AutoCloseable {
    private final S3AsyncClient client;
    private final String bucket;

    /** @param client closed with this store */
    S3ImageStore(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public Mono<Void> put(String key, Path file) {
        ImageKeys.check(key);
        return call(() -> client.putObject(to -> to.bucket(bucket).key(key), AsyncRequestBody.fromFile(file)))
                .then();
    }

    @Override
    public Mono<byte[]> get(String key) {
        ImageKeys.check(key);
        return call(() -> client.getObject(from -> from.bucket(bucket).key(key), AsyncResponseTransformer.toBytes()))
                .map(BytesWrapper::asByteArrayUnsafe)
                .onErrorMap(
                        down -> down.getCause() instanceof NoSuchKeyException,
                        missing -> new ImageMissingException(key));
    }

    @Override
    public Mono<Void> delete(String key) {
        ImageKeys.check(key);
        return call(() -> client.deleteObject(what -> what.bucket(bucket).key(key)))
                .then();
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> Mono<T> call(Supplier<CompletableFuture<T>> request) {
        return Mono.fromFuture(request)
                .onErrorMap(CompletionException.class, wrapped -> Objects.requireNonNull(wrapped.getCause()))
                .onErrorMap(SdkException.class, ImageStoreDownException::new);
    }
}
