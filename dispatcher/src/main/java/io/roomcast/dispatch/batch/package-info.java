/**
 * Writes of many rooms in one transaction.
 */
@NullMarked
package io.roomcast.dispatch.batch;

import org.jspecify.annotations.NullMarked;
