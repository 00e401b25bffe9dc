/**
 * A gateway that only writes to the log: for trying a schedule out.
 */
@NullMarked
package io.roomcast.dispatch.gateway.logonly;

import org.jspecify.annotations.NullMarked;
