package io.roomcast.api.problem;

import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;

/** Turns whatever a handler throws into a problem detail. Nothing of our insides goes out. */
@RestControllerAdvice
@RequiredArgsConstructor
class ProblemAdvice {
    static final String RETRY_AFTER_SECONDS = "5";

    private final Problems problems;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> any(Throwable failure, ServerWebExchange exchange) {
        return answer(Failures.translate(failure), exchange);
    }

    private ResponseEntity<ProblemDetail> answer(ProblemException problem, ServerWebExchange exchange) {
        var response = ResponseEntity.status(problem.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.kind() == ProblemKind.UNAVAILABLE || problem.kind() == ProblemKind.BUSY) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.body(problems.of(problem, exchange.getLocaleContext().getLocale()));
    }
}
