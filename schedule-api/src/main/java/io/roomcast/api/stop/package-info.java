/**
 * The kill switch: sending stops for everything, an organisation, a phone or a room, until a time. Schedules stay as they
 * are, so lifting a stop restores exactly what was on.
 */
@NullMarked
package io.roomcast.api.stop;

import org.jspecify.annotations.NullMarked;
