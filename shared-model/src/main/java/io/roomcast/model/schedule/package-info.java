/**
 * How a rule is kept in the columns of kb_schedule, in one place for the API that writes it and the trigger that reads it.
 */
@NullMarked
package io.roomcast.model.schedule;

import org.jspecify.annotations.NullMarked;
