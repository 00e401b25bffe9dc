/**
 * Texts kept for reuse.
 */
@NullMarked
package io.roomcast.api.template;

import org.jspecify.annotations.NullMarked;
