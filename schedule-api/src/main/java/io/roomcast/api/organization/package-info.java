/**
 * The hierarchy itself.
 */
@NullMarked
package io.roomcast.api.organization;

import org.jspecify.annotations.NullMarked;
