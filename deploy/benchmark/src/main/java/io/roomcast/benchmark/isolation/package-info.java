/** What one slow room costs all the others. */
@NullMarked
package io.roomcast.benchmark.isolation;

import org.jspecify.annotations.NullMarked;
