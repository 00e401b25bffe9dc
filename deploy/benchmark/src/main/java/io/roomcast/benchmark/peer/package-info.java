/** Schedulers that others made, each in its fastest settings, doing what Roomcast does. */
@NullMarked
package io.roomcast.benchmark.peer;

import org.jspecify.annotations.NullMarked;
