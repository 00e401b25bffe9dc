package io.roomcast.api.login;

/** @param expiresIn seconds until the access token ends @param refreshToken good for one refresh */
record Tokens(String tokenType, String accessToken, long expiresIn, String refreshToken) {}
