package io.roomcast.api.image;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param uploadFolder where pictures are while they come in; {@code roomcast-uploads} in the system's temporary folder when absent */
@ConfigurationProperties("roomcast.images")
record UploadProperties(@Nullable Path uploadFolder) {
    UploadProperties {
        uploadFolder = Objects.requireNonNullElseGet(
                uploadFolder, () -> Path.of(System.getProperty("java.io.tmpdir"), "roomcast-uploads"));
    }

    @Override
    public Path uploadFolder() {
        return Objects.requireNonNull(uploadFolder);
    }
}
