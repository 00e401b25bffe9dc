/**
 * Everything that is driven by time: claims due schedules, computes next_send_at, hands occurrences over to their rooms.
 */
@NullMarked
package io.roomcast.trigger;

import org.jspecify.annotations.NullMarked;
