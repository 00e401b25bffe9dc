package io.roomcast.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** The same road for what fails before a handler is reached: who calls is found out, and looked up, in a filter. */
@Component
@Order(-2)
@RequiredArgsConstructor
class FilterProblems implements WebExceptionHandler {
    private final Problems problems;
    private final ObjectMapper json;

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        ProblemException problem = Failures.translate(failure, Trace.id(exchange));
        response.setStatusCode(problem.kind().status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        if (problem.kind().status() == HttpStatus.UNAUTHORIZED) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.writeWith(
                Mono.fromCallable(() -> response.bufferFactory().wrap(body(problem, exchange))));
    }

    private byte[] body(ProblemException problem, ServerWebExchange exchange) throws JsonProcessingException {
        return json.writeValueAsBytes(problems.answering(exchange, problem));
    }
}
