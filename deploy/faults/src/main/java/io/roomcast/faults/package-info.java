/**
 * Lets things go wrong around the real programs, on purpose and from one seed, and judges what came of it by the phones'
 * journals and the database alone: it knows none of the product's code, and reckons by itself what should have happened.
 */
@NullMarked
package io.roomcast.faults;

import org.jspecify.annotations.NullMarked;
