/**
 * What the API says of itself.
 */
@NullMarked
package io.roomcast.api.openapi;

import org.jspecify.annotations.NullMarked;
