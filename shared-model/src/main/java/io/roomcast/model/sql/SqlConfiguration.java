package io.roomcast.model.sql;

import io.r2dbc.pool.PoolingConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.r2dbc.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.r2dbc.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Before Boot's own, so that its DatabaseClient steps back. */
@AutoConfiguration(before = R2dbcAutoConfiguration.class)
class SqlConfiguration {
    /** The factory that statements and transactions share, or they would not find each other. */
    record Shared(ConnectionFactory factory) {}

    /**
     * Every transaction reads what is committed: the gap locks of the server's default make inserts wait for unrelated
     * claims. Of the session, once: asked for by each transaction, it would cost each a statement. The address cannot say
     * it, because the variable has other names on MariaDB 10.11 than on MySQL 9.
     */
    @Bean
    ConnectionFactoryOptionsBuilderCustomizer readCommitted() {
        return options ->
                options.option(PoolingConnectionFactoryProvider.POST_ALLOCATE, SqlConfiguration::readCommitted);
    }

    private static Publisher<Void> readCommitted(Connection connection) {
        return connection.getTransactionIsolationLevel().equals(IsolationLevel.READ_COMMITTED)
                ? Mono.empty()
                : connection.setTransactionIsolationLevel(IsolationLevel.READ_COMMITTED);
    }

    @Bean
    Shared sharedConnections(ConnectionFactory pool) {
        return new Shared(new BoundedConnections(pool));
    }

    @Bean
    DatabaseClient databaseClient(Shared connections) {
        return DatabaseClient.builder()
                .connectionFactory(connections.factory())
                .executeFunction(SqlConfiguration::execute)
                .build();
    }

    @Bean
    Transactions transactions(Shared connections) {
        return new Transactions(new R2dbcTransactionManager(connections.factory()));
    }

    /** Outside a transaction, too, a statement and its rows must end when the connection dies and the driver tells nobody. */
    private static Publisher<? extends Result> execute(Statement statement) {
        return Flux.<Result>from(statement.execute())
                .timeout(Mono.delay(Transactions.LONGEST), result -> Mono.delay(Transactions.LONGEST));
    }
}
