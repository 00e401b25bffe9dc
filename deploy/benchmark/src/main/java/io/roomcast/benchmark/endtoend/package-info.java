/** From the due moment over a call to a phone to one row of history. */
@NullMarked
package io.roomcast.benchmark.endtoend;

import org.jspecify.annotations.NullMarked;
