/**
 * The first organisation and the first member of an empty installation.
 */
@NullMarked
package io.roomcast.api.bootstrap;

import org.jspecify.annotations.NullMarked;
