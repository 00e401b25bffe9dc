/**
 * Events that leave a service only if its transaction committed.
 */
@NullMarked
package io.roomcast.model.outbox;

import org.jspecify.annotations.NullMarked;
