/**
 * Times of day during which rooms get nothing, and advertisements are held. Pure.
 */
@NullMarked
package io.roomcast.model.quiet;

import org.jspecify.annotations.NullMarked;
