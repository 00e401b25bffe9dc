/**
 * The whole system on one machine: {@code ./roomcast up | down | status | demo}.
 *
 * <p>Every part is a process of its own from its own jar, over an embedded database and broker, watched and restarted.
 */
@NullMarked
package io.roomcast.standalone;

import org.jspecify.annotations.NullMarked;
