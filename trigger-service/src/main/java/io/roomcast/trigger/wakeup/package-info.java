/**
 * When the work of this service runs: at the next due moment, at once after a change, and never while clocks disagree.
 */
@NullMarked
package io.roomcast.trigger.wakeup;

import org.jspecify.annotations.NullMarked;
