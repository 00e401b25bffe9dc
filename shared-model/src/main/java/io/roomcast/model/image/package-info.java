/**
 * Where the bytes of images live, addressed by their SHA-256.
 */
@NullMarked
package io.roomcast.model.image;

import org.jspecify.annotations.NullMarked;
