/**
 * Schedules changed by other systems over Kafka, under the rules of the REST API.
 */
@NullMarked
package io.roomcast.api.command;

import org.jspecify.annotations.NullMarked;
