package io.roomcast.model.log;

import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionException;
import reactor.netty.channel.AbortedException;

/**
 * Errors that come when nobody waits for them any more, as Reactor hands them over. Where a server froze or a line broke they
 * are what is left of calls that were given up long before, as a refusal is that comes so late: one line each. Anything else is
 * a mistake of ours.
 */
final class LateErrors {
    /** The driver, when a server answers the handshake of a connection that was given up, and when one that was given up ends. */
    private static final List<String> OF_THE_DRIVER =
            List.of("Fail to emit a login request", "Request queue was disposed");

    private static final Logger log = LoggerFactory.getLogger(LateErrors.class);

    private LateErrors() {}

    static void accept(Throwable error) {
        if (error instanceof Refusal || isOfTheLine(error)) {
            log.warn("Came when nobody waited for it any more: {}", error.toString());
        } else {
            log.error("Nobody handled this", error);
        }
    }

    private static boolean isOfTheLine(Throwable error) {
        return error instanceof R2dbcException
                || error instanceof TransactionException
                || error instanceof QueryTimeoutException
                || error instanceof DataAccessResourceFailureException
                || error instanceof IOException
                || error instanceof TimeoutException
                || error instanceof AbortedException
                || isOfTheBroker(error)
                || error instanceof IllegalStateException
                        && OF_THE_DRIVER.stream().anyMatch(String.valueOf(error.getMessage())::startsWith);
    }

    private static boolean isOfTheBroker(Throwable error) {
        return error instanceof NestedRuntimeException
                && error.getClass().getPackageName().startsWith("org.springframework.kafka");
    }
}
