package io.roomcast.model.content;

public enum SendOrder {
    TEXT_FIRST,
    IMAGES_FIRST,
    /** The text, if any, is not sent. */
    IMAGES_ONLY
}
