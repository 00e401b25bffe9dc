/**
 * Runs that came due, and cancelling them.
 */
@NullMarked
package io.roomcast.api.occurrence;

import org.jspecify.annotations.NullMarked;
