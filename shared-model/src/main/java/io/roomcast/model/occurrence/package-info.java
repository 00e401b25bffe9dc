/**
 * The states of an occurrence and of its parts, and the only moves between them. Pure.
 */
@NullMarked
package io.roomcast.model.occurrence;

import org.jspecify.annotations.NullMarked;
