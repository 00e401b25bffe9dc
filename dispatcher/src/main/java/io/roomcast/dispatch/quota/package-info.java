/**
 * How much a room may get. Pure rules over what it got before.
 */
@NullMarked
package io.roomcast.dispatch.quota;

import org.jspecify.annotations.NullMarked;
