/**
 * What every service's log leaves out.
 */
@NullMarked
package io.roomcast.model.log;

import org.jspecify.annotations.NullMarked;
