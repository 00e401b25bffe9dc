/**
 * One lane per room: its lease, what comes next, and each part's way to the phone and back.
 */
@NullMarked
package io.roomcast.dispatch.lane;

import org.jspecify.annotations.NullMarked;
