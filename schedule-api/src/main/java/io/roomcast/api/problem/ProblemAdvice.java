package io.roomcast.api.problem;

import java.time.Duration;
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
    private final Problems problems;

    @ExceptionHandler
    ResponseEntity<ProblemDetail> any(Throwable failure, ServerWebExchange exchange) {
        return answer(Failures.translate(failure, Trace.id(exchange)), exchange);
    }

    private ResponseEntity<ProblemDetail> answer(ProblemException problem, ServerWebExchange exchange) {
        var response = ResponseEntity.status(problem.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        return response.body(problems.answering(exchange, problem));
    }
}
