package io.roomcast.api.problem;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientException;
import io.roomcast.model.image.ImageStoreDownException;
import io.roomcast.model.time.ClockSetException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import lombok.extern.slf4j.Slf4j;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import reactor.netty.channel.AbortedException;

/** What a caller is told of whatever went wrong. */
@Slf4j
final class Failures {
    private Failures() {}

    /** Logs what is our own fault, under the request's trace. */
    static ProblemException translate(Throwable failure, String trace) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (causedBy(failure, DataBufferLimitException.class)) {
            return ProblemException.of(ProblemKind.TOO_LARGE, "A JSON body has at most 256 KB");
        }
        if (failure instanceof ServerWebInputException input) {
            return JsonProblems.of(input);
        }
        if (failure instanceof ServerExchangeRejectedException) {
            return ProblemException.of(
                    ProblemKind.MALFORMED, "A header or parameter holds characters that are not allowed");
        }
        if (failure instanceof ResponseStatusException status) {
            return new ProblemException(kindOf(status.getStatusCode().value()), null, List.of());
        }
        if (failure instanceof DataIntegrityViolationException) {
            return ProblemException.of(ProblemKind.CONFLICT, "Something else already has this name, code or number");
        }
        if (isDatabaseDown(failure)) {
            log.warn("Trace {}: the database does not answer: {}", trace, failure.toString());
            return new ProblemException(ProblemKind.UNAVAILABLE, null, List.of());
        }
        if (failure instanceof ClockSetException) {
            log.error("Trace {}: {}", trace, failure.getMessage());
            return new ProblemException(ProblemKind.UNAVAILABLE, null, List.of());
        }
        if (failure instanceof ImageStoreDownException) {
            log.warn("Trace {}: {}: {}", trace, failure.getMessage(), String.valueOf(failure.getCause()));
            return new ProblemException(ProblemKind.UNAVAILABLE, null, List.of());
        }
        if (failure instanceof AuthenticationServiceException) {
            // The token may well be good: that nobody can say so is not its bearer's fault.
            log.warn("Trace {}: the issuer of tokens does not answer: {}", trace, failure.toString());
            return new ProblemException(ProblemKind.UNAVAILABLE, null, List.of());
        }
        if (failure instanceof AbortedException) {
            log.debug("Trace {}: the caller hung up", trace, failure);
            return ProblemException.of(ProblemKind.MALFORMED, "The request ended before its end");
        }
        log.error("Trace {}: unexpected", trace, failure);
        return new ProblemException(ProblemKind.INTERNAL, null, List.of());
    }

    private static ProblemKind kindOf(int status) {
        return java.util.Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.status().value() == status)
                .findFirst()
                .orElse(status < 500 ? ProblemKind.MALFORMED : ProblemKind.INTERNAL);
    }

    private static boolean isDatabaseDown(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || causedBy(failure, R2dbcNonTransientResourceException.class)
                || causedBy(failure, R2dbcTransientException.class)
                || causedBy(failure, R2dbcTimeoutException.class)
                || failure instanceof TimeoutException;
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
