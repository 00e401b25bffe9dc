/**
 * Tells the lanes on Kafka that an occurrence of their room is due, again and again until it has come to its end.
 */
@NullMarked
package io.roomcast.trigger.handover;

import org.jspecify.annotations.NullMarked;
