/**
 * Sign-in with Roomcast's own tokens: RS256 access tokens, rotating refresh tokens.
 */
@NullMarked
package io.roomcast.api.login;

import org.jspecify.annotations.NullMarked;
