/**
 * Chat rooms of phones.
 */
@NullMarked
package io.roomcast.api.room;

import org.jspecify.annotations.NullMarked;
