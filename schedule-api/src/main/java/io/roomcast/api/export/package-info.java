/**
 * Lists as CSV files, written in the background piece by piece. What a list holds is its feature's business: it brings an
 * {@link io.roomcast.api.export.ExportSource}.
 */
@NullMarked
package io.roomcast.api.export;

import org.jspecify.annotations.NullMarked;
