/**
 * One road from anything that goes wrong to a problem detail (RFC 9457) in Korean or English.
 */
@NullMarked
package io.roomcast.api.problem;

import org.jspecify.annotations.NullMarked;
