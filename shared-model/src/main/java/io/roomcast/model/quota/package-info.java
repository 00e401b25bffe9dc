/**
 * How much a room may get where it is not the usual. Pure.
 */
@NullMarked
package io.roomcast.model.quota;

import org.jspecify.annotations.NullMarked;
