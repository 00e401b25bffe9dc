/** The API under fixed rates, among much. */
@NullMarked
package io.roomcast.benchmark.api;

import org.jspecify.annotations.NullMarked;
