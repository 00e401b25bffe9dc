/**
 * The port to the phones, and what a call can come back with. Knows no database.
 */
@NullMarked
package io.roomcast.dispatch.gateway;

import org.jspecify.annotations.NullMarked;
