package io.roomcast.model.content;

/**
 * A stored image.
 *
 * @param sha256 lower-case hex, the key in the image store
 * @param mediaType image/jpeg, image/png or image/gif
 */
public record ImageRef(long id, String sha256, String name, String mediaType) {}
