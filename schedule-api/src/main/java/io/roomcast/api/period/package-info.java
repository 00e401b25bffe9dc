/**
 * Periods that are asked for.
 */
@NullMarked
package io.roomcast.api.period;

import org.jspecify.annotations.NullMarked;
