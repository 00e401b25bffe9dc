package io.roomcast.api.login;

import org.jspecify.annotations.Nullable;

/**
 * @param expiresIn seconds until the access token ends
 * @param refreshToken good for one refresh; left out when it is in the browser's cookie
 */
record Tokens(
        String tokenType,
        String accessToken,
        long expiresIn,
        @Nullable String refreshToken) {}
