/**
 * One send at a time: waiting lines in this process, before the database decides across processes.
 */
@NullMarked
package io.roomcast.dispatch.turn;

import org.jspecify.annotations.NullMarked;
