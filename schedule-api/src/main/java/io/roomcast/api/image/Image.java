package io.roomcast.api.image;

import java.time.Instant;

/** An image of the library. @param mediaType image/jpeg, image/png or image/gif @param frames 1 unless animated */
public record Image(
        long id,
        long organizationId,
        String sha256,
        String name,
        String mediaType,
        long sizeBytes,
        int width,
        int height,
        int frames,
        Instant createdAt) {}
