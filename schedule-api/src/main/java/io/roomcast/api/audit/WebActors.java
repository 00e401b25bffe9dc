package io.roomcast.api.audit;

import io.roomcast.api.access.RemoteAddress;
import java.net.InetAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Keeps from where a web request comes for what is done in it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebActors implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetAddress address = RemoteAddress.of(exchange.getRequest());
        var actor = new Actor("web", address == null ? null : address.getHostAddress());
        return chain.filter(exchange).contextWrite(actor::in);
    }
}
