/**
 * The order of a room, as those see it who put something into it.
 */
@NullMarked
package io.roomcast.model.line;

import org.jspecify.annotations.NullMarked;
