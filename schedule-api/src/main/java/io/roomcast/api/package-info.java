/**
 * CRUD, permission hierarchy, images, templates, logs, live results.
 */
@NullMarked
package io.roomcast.api;

import org.jspecify.annotations.NullMarked;
