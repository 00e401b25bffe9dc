package io.roomcast.api.problem;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/** Turns whatever a handler throws into a problem detail. Nothing of our insides goes out. */
@Slf4j
@RestControllerAdvice
@RequiredArgsConstructor
class ProblemAdvice {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Problems problems;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> any(Throwable failure, ServerWebExchange exchange) {
        return answer(translate(failure), exchange);
    }

    private ProblemException translate(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (causedBy(failure, DataBufferLimitException.class)) {
            return ProblemException.of(ProblemKind.TOO_LARGE, "A JSON body has at most 256 KB");
        }
        if (failure instanceof ServerWebInputException input) {
            return JsonProblems.of(input);
        }
        if (failure instanceof ResponseStatusException status) {
            return new ProblemException(kindOf(status.getStatusCode().value()), null, List.of());
        }
        if (failure instanceof DataIntegrityViolationException) {
            return ProblemException.of(ProblemKind.CONFLICT, "Something else already has this name, code or number");
        }
        if (isDatabaseDown(failure)) {
            log.warn("The database does not answer: {}", failure.toString());
            return new ProblemException(ProblemKind.UNAVAILABLE, null, List.of());
        }
        log.error("Unexpected", failure);
        return new ProblemException(ProblemKind.INTERNAL, null, List.of());
    }

    private ResponseEntity<ProblemDetail> answer(ProblemException problem, ServerWebExchange exchange) {
        var response = ResponseEntity.status(problem.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.kind() == ProblemKind.UNAVAILABLE || problem.kind() == ProblemKind.BUSY) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.body(problems.of(problem, exchange.getLocaleContext().getLocale()));
    }

    private static ProblemKind kindOf(int status) {
        return java.util.Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.status().value() == status)
                .findFirst()
                .orElse(status < 500 ? ProblemKind.MALFORMED : ProblemKind.INTERNAL);
    }

    private static boolean isDatabaseDown(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || causedBy(failure, R2dbcNonTransientResourceException.class)
                || causedBy(failure, R2dbcTransientException.class)
                || causedBy(failure, io.r2dbc.spi.R2dbcTimeoutException.class);
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
