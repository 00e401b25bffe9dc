package io.roomcast.model.image;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param folder where images are kept; the API and every dispatcher must see the same one */
@ConfigurationProperties("roomcast.images")
record ImageStoreProperties(
        @DefaultValue(".roomcast/images") Path folder) {}
