/**
 * Claims due schedules and turns each due moment into an occurrence.
 *
 * <p>Knows the tables of schedules and occurrences; knows nothing of Kafka and of how a message is sent.
 */
@NullMarked
package io.roomcast.trigger.due;

import org.jspecify.annotations.NullMarked;
