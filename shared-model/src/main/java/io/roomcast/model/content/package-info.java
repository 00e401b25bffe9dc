/**
 * What one occurrence sends: text, two image groups, their order and pauses. Pure.
 */
@NullMarked
package io.roomcast.model.content;

import org.jspecify.annotations.NullMarked;
