package io.roomcast.api.image;

import java.nio.file.Path;

/** An image that has been checked and rid of everything but its pixels. */
record CleanImage(Path file, Path thumbnail, String mediaType, int width, int height, int frames) {}
