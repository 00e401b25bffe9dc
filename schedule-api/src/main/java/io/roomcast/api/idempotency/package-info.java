/**
 * The same request twice is done once.
 */
@NullMarked
package io.roomcast.api.idempotency;

import org.jspecify.annotations.NullMarked;
