/**
 * Whether each phone answers, asked regularly, whatever is to be sent.
 */
@NullMarked
package io.roomcast.dispatch.health;

import org.jspecify.annotations.NullMarked;
