/**
 * Measures the real programs over real servers; what it measures it does not know from inside.
 */
@NullMarked
package io.roomcast.benchmark;

import org.jspecify.annotations.NullMarked;
