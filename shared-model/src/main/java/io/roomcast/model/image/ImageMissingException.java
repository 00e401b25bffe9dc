package io.roomcast.model.image;

/** The store holds nothing under a key that the database knows. */
public final class ImageMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImageMissingException(String key) {
        super("No image is stored under " + key);
    }
}
