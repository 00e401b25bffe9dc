/**
 * Public holidays: Korea's, and those that head office adds.
 */
@NullMarked
package io.roomcast.api.holiday;

import org.jspecify.annotations.NullMarked;
