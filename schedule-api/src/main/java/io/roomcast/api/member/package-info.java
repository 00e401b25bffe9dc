/**
 * People who sign in.
 */
@NullMarked
package io.roomcast.api.member;

import org.jspecify.annotations.NullMarked;
