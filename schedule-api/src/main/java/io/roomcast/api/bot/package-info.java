/**
 * Phones.
 */
@NullMarked
package io.roomcast.api.bot;

import org.jspecify.annotations.NullMarked;
