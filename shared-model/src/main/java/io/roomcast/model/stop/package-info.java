/**
 * The kill switch, as those see it who send.
 */
@NullMarked
package io.roomcast.model.stop;

import org.jspecify.annotations.NullMarked;
