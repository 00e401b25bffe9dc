package io.roomcast.model.image;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The API and every dispatcher must see the same images.
 *
 * @param folder where images are kept while no bucket is named
 * @param s3 keeps them in a bucket instead
 */
@Validated
@ConfigurationProperties("roomcast.images")
record ImageStoreProperties(
        @DefaultValue(".roomcast/images") Path folder,
        @Valid @Nullable S3 s3) {

    /**
     * @param endpoint of a service other than Amazon's; null: Amazon's own for the region
     * @param pathStyle the bucket in the path instead of the host name, as most other services want it
     * @param accessKey null: credentials come from where Amazon's SDK looks for them (environment, profile, instance)
     */
    record S3(
            @NotBlank String bucket,
            @DefaultValue("ap-northeast-2") String region,
            @Nullable URI endpoint,
            @DefaultValue("false") boolean pathStyle,
            @Nullable String accessKey,
            @Nullable String secretKey) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "S3[bucket=%s, region=%s, endpoint=%s]".formatted(bucket, region, endpoint);
        }
    }
}
