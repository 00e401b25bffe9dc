package io.roomcast.model.image;

import io.roomcast.model.image.ImageStoreProperties.S3;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

@AutoConfiguration
@EnableConfigurationProperties(ImageStoreProperties.class)
class ImageStoreConfiguration {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(30);

    @Bean
    @ConditionalOnMissingBean
    ImageStore imageStore(ImageStoreProperties properties) {
        S3 s3 = properties.s3();
        return s3 == null ? new LocalImageStore(properties.folder()) : new S3ImageStore(client(s3), s3.bucket());
    }

    private static S3AsyncClient client(S3 s3) {
        var client = S3AsyncClient.builder()
                .region(Region.of(s3.region()))
                .forcePathStyle(s3.pathStyle())
                // Services other than Amazon's do not all know the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(
                        limits -> limits.apiCallTimeout(LONGEST_CALL).apiCallAttemptTimeout(LONGEST_TRY));
        if (s3.endpoint() != null) {
            client.endpointOverride(s3.endpoint());
        }
        if (s3.accessKey() != null) {
            String secret = Objects.requireNonNull(s3.secretKey(), "roomcast.images.s3.secret-key is missing");
            client.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(s3.accessKey(), secret)));
        }
        return client.build();
    }
}
