/**
 * The one clock: the database's, carried to each process.
 */
@NullMarked
package io.roomcast.model.time;

import org.jspecify.annotations.NullMarked;
