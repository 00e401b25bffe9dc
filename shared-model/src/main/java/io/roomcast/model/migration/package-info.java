/**
 * Brings the database to the schema that this release needs, before anything else uses it.
 */
@NullMarked
package io.roomcast.model.migration;

import org.jspecify.annotations.NullMarked;
