/**
 * Resilience4j around each phone: time limit, breaker, bulkhead, rate.
 */
@NullMarked
package io.roomcast.dispatch.guard;

import org.jspecify.annotations.NullMarked;
