package io.roomcast.api.login;

import io.roomcast.api.access.SecurityProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** Keeps a browser's refresh token where no script can read it, and no other site can make the browser send it. */
final class RefreshCookie {
    private static final String NAME = "roomcast-refresh";
    private static final String PATH = "/api/auth";

    private RefreshCookie() {}

    static @Nullable String of(ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(NAME);
        return cookie == null ? null : cookie.getValue();
    }

    static void set(ServerWebExchange exchange, String token, SecurityProperties properties) {
        set(exchange, token, properties.refreshTokenLife(), properties);
    }

    static void clear(ServerWebExchange exchange, SecurityProperties properties) {
        set(exchange, "", Duration.ZERO, properties);
    }

    private static void set(ServerWebExchange exchange, String token, Duration life, SecurityProperties properties) {
        boolean https = "https".equals(exchange.getRequest().getURI().getScheme());
        exchange.getResponse()
                .addCookie(ResponseCookie.from(NAME, token)
                        .httpOnly(true)
                        .secure(https || properties.secureCookie())
                        .sameSite("Strict")
                        .path(PATH)
                        .maxAge(life)
                        .build());
    }
}
