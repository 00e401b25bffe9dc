/**
 * What becomes of due moments that were not claimed in time. Pure.
 */
@NullMarked
package io.roomcast.model.misfire;

import org.jspecify.annotations.NullMarked;
