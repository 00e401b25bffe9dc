/**
 * Iris phones over HTTP.
 */
@NullMarked
package io.roomcast.dispatch.gateway.iris;

import org.jspecify.annotations.NullMarked;
