package io.roomcast.model.image;

import java.util.regex.Pattern;

/** What may name an image in a store: nothing that a caller could steer elsewhere. */
final class ImageKeys {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}(-thumbnail)?");

    private ImageKeys() {}

    static void check(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a key of an image: " + key);
        }
    }
}
