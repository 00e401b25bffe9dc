package io.roomcast.model.sql;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * A connection that is given back in a second or left to itself.
 *
 * <p>The driver does not end a connection before the server has answered what was asked of it last; where the server is
 * silent, whoever gave up on the answer would wait for that. The pool has the connection back when the server answers or
 * the connection breaks.
 */
@Slf4j
@RequiredArgsConstructor
final class BoundedConnection implements Connection, Wrapped<Connection> {
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final Connection connection;

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> Transactions.shielded(Mono.from(connection.close())))
                .timeout(
                        LONGEST_END,
                        Mono.fromRunnable(() -> log.warn("A connection does not end; it is left to itself")));
    }

    @Override
    public Connection unwrap() {
        return connection;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return bounded(connection.beginTransaction(), Transactions.LONGEST);
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return bounded(connection.beginTransaction(definition), Transactions.LONGEST);
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return bounded(connection.commitTransaction(), Transactions.LONGEST);
    }

    private static Mono<Void> bounded(Publisher<Void> step, Duration longest) {
        return Mono.defer(() -> Transactions.shielded(Mono.from(step)))
                .timeout(longest, Mono.error(() -> new R2dbcTimeoutException("The database is silent")));
    }

    @Override
    public Batch createBatch() {
        return connection.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection.createSavepoint(name);
    }

    @Override
    public Statement createStatement(String sql) {
        return connection.createStatement(sql);
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return bounded(connection.rollbackTransaction(), LONGEST_END);
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection.rollbackTransactionToSavepoint(name);
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return connection.setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        return connection.setTransactionIsolationLevel(isolationLevel);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return connection.validate(depth);
    }
}
