package io.roomcast.model.sql;

import java.time.Duration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Runs work in one transaction, which is READ COMMITTED as every session is.
 *
 * <p>A subscriber that cancels (a client that hangs up, a timeout) leaves the transaction running to its end: the driver
 * loses the connection when a query is cancelled. So work is never half done, but its caller may not learn the result.
 */
public final class Transactions {
    /** The driver may drop the error of a connection that dies under it: then nobody would ever hear of the end. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final TransactionalOperator operator;

    public Transactions(R2dbcTransactionManager manager) {
        this.operator = TransactionalOperator.create(manager);
    }

    /**
     * Emits what {@code work} emits, after the commit; rolls back on any error. After 20 s without an end it fails with a
     * TimeoutException and leaves the transaction to its fate: whether it was committed is then not known.
     */
    public <T> Mono<T> run(Mono<T> work) {
        return shielded(operator.transactional(work)).timeout(LONGEST);
    }

    /** Lets work outside a transaction finish, too, when its subscriber cancels. The work sees its subscriber's context. */
    public static <T> Mono<T> shielded(Mono<T> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
    }
}
