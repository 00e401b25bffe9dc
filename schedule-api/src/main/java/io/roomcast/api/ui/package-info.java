/**
 * Serves the admin web.
 */
@NullMarked
package io.roomcast.api.ui;

import org.jspecify.annotations.NullMarked;
