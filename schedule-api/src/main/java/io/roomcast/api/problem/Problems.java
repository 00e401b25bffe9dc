package io.roomcast.api.problem;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Makes problem details: type, title, status, detail, code, errors[], in the caller's language. */
@Component
public class Problems {
    private static final String TYPE = "https://roomcast.io/problems/";

    /** In the language that the caller asks for, with {@code traceId}: what is our own fault is in our log under it. */
    ProblemDetail answering(ServerWebExchange exchange, ProblemException problem) {
        ProblemDetail detail = of(problem, exchange.getLocaleContext().getLocale());
        detail.setProperty("traceId", Trace.id(exchange));
        return detail;
    }

    /** @param locale Korean gets Korean titles, every other English */
    public ProblemDetail of(ProblemException problem, @Nullable Locale locale) {
        ProblemKind kind = problem.kind();
        ProblemDetail detail = ProblemDetail.forStatus(kind.status());
        detail.setType(URI.create(TYPE + kind.code().replace('_', '-')));
        detail.setTitle(kind.title(locale != null && Locale.KOREAN.getLanguage().equals(locale.getLanguage())));
        detail.setDetail(problem.getMessage());
        detail.setProperty("code", kind.code());
        if (!problem.fields().isEmpty()) {
            detail.setProperty("errors", problem.fields());
        }
        return detail;
    }
}
