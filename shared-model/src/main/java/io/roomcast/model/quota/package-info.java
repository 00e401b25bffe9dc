/**
 * How much a room may get, and from when on more. Pure rules over what it got before, for those who send and those who
 * reckon ahead.
 */
@NullMarked
package io.roomcast.model.quota;

import org.jspecify.annotations.NullMarked;
