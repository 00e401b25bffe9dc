/**
 * What the service says of things, in words.
 */
@NullMarked
package io.roomcast.api.sentence;

import org.jspecify.annotations.NullMarked;
