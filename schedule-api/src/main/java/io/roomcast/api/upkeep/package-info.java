/**
 * Takes away what nobody needs any more.
 */
@NullMarked
package io.roomcast.api.upkeep;

import org.jspecify.annotations.NullMarked;
