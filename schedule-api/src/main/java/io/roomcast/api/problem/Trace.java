package io.roomcast.api.problem;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a request is called in its refusal and in our log: the trace id that its sender gave it in {@code traceparent}, as W3C's
 * Trace Context (https://www.w3.org/TR/trace-context/) has it, else one of our own.
 */
final class Trace {
    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Trace() {}

    /** 32 hexadecimal digits; the same for every question about this request. */
    static String id(ServerWebExchange exchange) {
        return (String) exchange.getAttributes()
                .computeIfAbsent(
                        ATTRIBUTE, key -> id(exchange.getRequest().getHeaders().getFirst("traceparent")));
    }

    private static String id(@Nullable String traceparent) {
        Matcher given = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        return given.matches() ? given.group(1) : own();
    }

    private static String own() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
