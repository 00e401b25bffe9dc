package io.roomcast.model.sql;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.connection.DelegatingConnectionFactory;
import reactor.core.publisher.Mono;

/** Gives connections whose end is never waited for in vain. */
final class BoundedConnections extends DelegatingConnectionFactory {
    BoundedConnections(ConnectionFactory pool) {
        super(pool);
    }

    @Override
    public Mono<? extends Connection> create() {
        return Mono.from((Publisher<? extends Connection>)
                        getTargetConnectionFactory().create())
                .map(BoundedConnection::new);
    }
}
