package io.roomcast.model.content;

public enum PartKind {
    TEXT,
    IMAGES_1,
    IMAGES_2
}
