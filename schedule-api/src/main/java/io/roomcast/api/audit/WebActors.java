package io.roomcast.api.audit;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The address is that of the connection; of what a proxy says, where {@code server.forward-headers-strategy} allows it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebActors implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var actor = new Actor("web", address(exchange.getRequest().getRemoteAddress()));
        return chain.filter(exchange).contextWrite(actor::in);
    }

    private static @Nullable String address(@Nullable InetSocketAddress remote) {
        return remote == null || remote.isUnresolved()
                ? null
                : remote.getAddress().getHostAddress();
    }
}
