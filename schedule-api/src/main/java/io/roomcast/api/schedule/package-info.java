/**
 * Schedules: what, where, when.
 */
@NullMarked
package io.roomcast.api.schedule;

import org.jspecify.annotations.NullMarked;
