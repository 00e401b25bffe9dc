package io.roomcast.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomcast.model.content.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.junit.S3ProxyExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What every store must do, done by each as an operator configures it. */
class ImageStoreTest {
    @RegisterExtension
    static final S3ProxyExtension S3 = S3ProxyExtension.builder()
            .withCredentials(AuthenticationType.AWS_V4, "test-key", "test-secret")
            .build();

    private static final String ABSENT = "0".repeat(64);

    @TempDir
    Path folder;

    enum Kind {
        LOCAL,
        S3
    }

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWasPut(Kind kind) {
        with(kind, store -> {
            byte[] bytes = new byte[3_000_000];
            new Random(1).nextBytes(bytes);
            Path file = file(bytes);
            String key = Sha256.hex("3 MB");

            store.put(key, file).block();
            store.put(key, file).block();

            assertThat(store.get(key).block()).isEqualTo(bytes);
            assertThat(file).exists();
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysThatAnImageIsMissing(Kind kind) {
        with(
                kind,
                store -> assertThatThrownBy(() -> store.get(ABSENT).block())
                        .isInstanceOf(ImageMissingException.class)
                        .hasMessageContaining(ABSENT));
    }

    @ParameterizedTest
    @EnumSource
    void deletesWhatThereIsAndIsContentWithWhatThereIsNot(Kind kind) {
        with(kind, store -> {
            String key = ImageStore.thumbnailKey(Sha256.hex("to be deleted"));
            store.put(key, file(new byte[] {1})).block();

            store.delete(key).block();
            store.delete(key).block();

            assertThatThrownBy(() -> store.get(key).block()).isInstanceOf(ImageMissingException.class);
        });
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingButAKey(Kind kind) {
        with(kind, store -> {
            Path file = file(new byte[] {1});
            for (String key : new String[] {"../" + ABSENT, "", ABSENT.substring(1), ABSENT + "-other"}) {
                assertThatThrownBy(() -> store.put(key, file).block()).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> store.get(key).block()).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> store.delete(key).block()).isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void aRefusedKeyIsAnErrorAndNotAMissingImage() {
        runner(Kind.S3)
                .withPropertyValues("roomcast.images.s3.secret-key=another")
                .run(context -> assertThatThrownBy(() ->
                                context.getBean(ImageStore.class).get(ABSENT).block())
                        .isInstanceOf(ImageStoreDownException.class)
                        .hasCauseInstanceOf(S3Exception.class));
    }

    @Test
    void startsNotWithoutABucket() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ImageStoreConfiguration.class))
                .withPropertyValues("roomcast.images.s3.region=eu-west-1")
                .run(context -> assertThat(context).hasFailed());
    }

    private interface Check {
        void of(ImageStore store) throws Exception;
    }

    private void with(Kind kind, Check check) {
        ContextConsumer<AssertableApplicationContext> run = context -> check.of(context.getBean(ImageStore.class));
        runner(kind).run(run);
    }

    private ApplicationContextRunner runner(Kind kind) {
        var runner =
                new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ImageStoreConfiguration.class));
        if (kind == Kind.LOCAL) {
            return runner.withPropertyValues("roomcast.images.folder=" + folder.resolve("store"));
        }
        createBucket();
        return runner.withPropertyValues(
                "roomcast.images.s3.bucket=pictures",
                "roomcast.images.s3.endpoint=" + S3.getUri(),
                "roomcast.images.s3.path-style=true",
                "roomcast.images.s3.access-key=test-key",
                "roomcast.images.s3.secret-key=test-secret");
    }

    private static void createBucket() {
        try (S3AsyncClient client = S3AsyncClient.builder()
                .endpointOverride(S3.getUri())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("test-key", "test-secret")))
                .build()) {
            client.createBucket(bucket -> bucket.bucket("pictures")).join();
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("upload"), bytes);
    }
}
