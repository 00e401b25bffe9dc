/**
 * Keyset pages, entity tags: what every list and every change has in common.
 */
@NullMarked
package io.roomcast.api.paging;

import org.jspecify.annotations.NullMarked;
