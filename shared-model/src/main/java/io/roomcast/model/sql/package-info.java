/**
 * Transactions on R2DBC that a cancelled subscriber cannot tear.
 */
@NullMarked
package io.roomcast.model.sql;

import org.jspecify.annotations.NullMarked;
