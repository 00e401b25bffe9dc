/**
 * The hierarchy 본사 > 총판 > 대리점 > 지점 and who may act below whom. Pure.
 */
@NullMarked
package io.roomcast.model.org;

import org.jspecify.annotations.NullMarked;
