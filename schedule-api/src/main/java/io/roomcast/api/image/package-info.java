/**
 * The image library: what is uploaded is checked, cleaned and kept by its content.
 */
@NullMarked
package io.roomcast.api.image;

import org.jspecify.annotations.NullMarked;
