/**
 * Results as they happen, over server-sent events.
 */
@NullMarked
package io.roomcast.api.live;

import org.jspecify.annotations.NullMarked;
