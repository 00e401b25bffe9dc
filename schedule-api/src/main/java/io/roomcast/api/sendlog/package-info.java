/**
 * The record of what was sent.
 */
@NullMarked
package io.roomcast.api.sendlog;

import org.jspecify.annotations.NullMarked;
