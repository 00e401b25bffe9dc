/**
 * What arrives on Kafka: due events wake lanes; messages of other systems become occurrences.
 */
@NullMarked
package io.roomcast.dispatch.intake;

import org.jspecify.annotations.NullMarked;
