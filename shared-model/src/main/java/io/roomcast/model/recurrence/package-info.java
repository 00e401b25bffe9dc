/**
 * When a schedule is due: rules over local dates and times in a zone, turned into moments. Pure; knows no database.
 */
@NullMarked
package io.roomcast.model.recurrence;

import org.jspecify.annotations.NullMarked;
