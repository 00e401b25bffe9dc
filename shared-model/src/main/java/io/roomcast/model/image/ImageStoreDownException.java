package io.roomcast.model.image;

/** The store refuses or does not answer; what it holds is not known. */
public final class ImageStoreDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImageStoreDownException(Throwable cause) {
        super("Pictures cannot be stored or read", cause);
    }
}
