/** How long after its moment a schedule is run. */
@NullMarked
package io.roomcast.benchmark.lateness;

import org.jspecify.annotations.NullMarked;
