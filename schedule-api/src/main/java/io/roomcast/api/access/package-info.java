/**
 * Who calls, what below them they see, and what they may do.
 */
@NullMarked
package io.roomcast.api.access;

import org.jspecify.annotations.NullMarked;
