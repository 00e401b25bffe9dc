/**
 * The events on Kafka: names of topics, CloudEvents on the wire, their payloads and strict reading.
 */
@NullMarked
package io.roomcast.model.event;

import org.jspecify.annotations.NullMarked;
